import { type Dictionary, type IRequestManager, Request } from '@crawlee/core'

/** The requests that are due now, over all visits, first come, first served. Each visit has at most one here. */
export interface Frontier {
  /** What Crawlee draws from. */
  readonly manager: IRequestManager
  /** Makes a request due; Crawlee calls `run` when it has room. */
  offer(url: string, run: () => Promise<void>): void
  /** Does what the request was offered for. */
  run(request: Request): Promise<void>
}

/**
 * Crawlee's own queue remembers every request for good, which a crawler that lives for months cannot afford: 60,000 took
 * 693 MB. This one forgets a request when it is drawn. `wake` tells Crawlee to look.
 */
export function createFrontier(wake: () => void): Frontier {
  const due: Request[] = []
  const runs = new WeakMap<Request, () => Promise<void>>()
  let offered = 0
  let handled = 0

  const draw = async <T extends Dictionary>(): Promise<Request<T> | null> => (due.shift() as Request<T>) ?? null
  const refuse = (): never => {
    throw new Error('requests are made due by a visit, not by Crawlee')
  }

  return {
    manager: {
      isEmpty: async () => due.length === 0,
      isFinished: async () => due.length === 0 && handled === offered,
      handledCount: async () => handled,
      getTotalCount: () => offered,
      getPendingCount: () => offered - handled,
      fetchNextRequest: draw,
      async *[Symbol.asyncIterator]() {
        for (let request = await draw(); request !== null; request = await draw()) yield request
      },
      markRequestHandled: async () => {
        handled++
      },
      reclaimRequest: async (request) => {
        due.push(request)
        wake()
        return null
      },
      addRequest: async () => refuse(),
      addRequestsBatched: async () => refuse(),
    },

    offer(url, run) {
      // The key is a number because a visit decides what is asked once, and another visit may ask for the same address.
      const request = new Request({ url, uniqueKey: String(offered++) })
      runs.set(request, run)
      due.push(request)
      wake()
    },

    run: async (request) => runs.get(request)?.(),
  }
}

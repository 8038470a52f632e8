import type { CDPSession } from 'playwright-core'
import { FetchError } from '../../model/errors.ts'

/** What a tab shows. */
export interface Look {
  address: string
  /** HTML as it was built, and text and JSON as they arrived; `null` for XML, which is shown as a tree, and beyond the limit. */
  body: string | null
  /** Of HTML in characters, else in bytes. */
  size: number
}

/**
 * Looks at a tab from a world of its own, where no script of the page has changed what a function does. What is larger than
 * `limit` never leaves the browser.
 */
export async function lookAt(session: CDPSession, limit: number): Promise<Look> {
  const { frameTree } = await session.send('Page.getFrameTree')
  const world = { frameId: frameTree.frame.id, worldName: 'pantau' }
  const { executionContextId: contextId } = await session.send('Page.createIsolatedWorld', world)
  const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
    expression: `(${script})(${limit})`,
    contextId,
    returnByValue: true,
  })
  if (exceptionDetails !== undefined) throw new FetchError(`the page cannot be looked at: ${exceptionDetails.text}`)
  const { address, body, size } = result.value
  return { address: String(address), body: typeof body === 'string' ? body : null, size: Number(size) }
}

/**
 * Runs in the browser, which shows text and JSON in an element of its own making. A form may be called `documentElement`:
 * what the document has is asked of its prototype.
 */
const script = `(limit) => {
  const of = (name) => Object.getOwnPropertyDescriptor(Document.prototype, name).get.call(document)
  const address = location.href
  const type = of('contentType')
  if (!/html/.test(type)) {
    const size = performance.getEntriesByType('navigation')[0].decodedBodySize
    const isOwn = size > limit || /[/+]xml$/.test(type)
    return { address, body: isOwn ? null : of('body').firstElementChild.textContent, size }
  }
  const doctype = of('doctype') === null ? '' : new XMLSerializer().serializeToString(of('doctype'))
  const html = doctype + (of('documentElement')?.outerHTML ?? '')
  return { address, body: html.length > limit ? null : html, size: html.length }
}`

import type { PageRequest } from '../model/page.ts'

/** What says who we are; a page that is kept says of it only that it was sent. */
const secrets = new Set(['cookie', 'authorization', 'proxy-authorization'])

/** A request as a page may tell it. Names of headers in lower case; HTTP/2's own (`:path`) are none. */
export const askedWith = (method: PageRequest['method'], headers: Record<string, string>): PageRequest => ({
  method,
  headers: Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      name.startsWith(':') ? [] : [[name, secrets.has(name) ? '(left out)' : value]],
    ),
  ),
})

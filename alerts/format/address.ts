import { z } from 'zod'

/** Whether what is sent there can be read on the way: only https, and http that does not leave this machine, cannot. */
const closed = /^(https:\/\/|http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?(\/|$))\S*$/

/** The address of a receiver that is sent secrets, or is one itself. http only to this machine. */
export const SecretAddress = z
  .string()
  .refine((text) => closed.test(text) && URL.canParse(text), 'an https:// address (http:// only to this machine)')

/** Where a server's API begins, whether or not the operator ended it with a slash. */
export const under = (base: string, path: string): string => `${base.replace(/\/+$/, '')}${path}`

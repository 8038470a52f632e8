import { z } from 'zod'

const webAddress = z.url({ protocol: /^https?$/, error: 'an http:// or https:// address' })

/** How one signs in: by the form of a page, as a person would. */
export const Login = z.strictObject({
  /** The page that has the form. */
  page: webAddress,
  /** A CSS selector of the form, where the page has several with a password in them. */
  form: z.string().min(1).optional(),
  /** What goes into the form, by the names of its fields. Hidden ones stay as the page has them. */
  fields: z.record(z.string().min(1), z.string()).refine((fields) => Object.keys(fields).length > 0, {
    error: 'the names of the form’s fields with what goes into them, such as username: and password:',
  }),
})
export type Login = z.infer<typeof Login>

/** What makes a target's visitor a known one: cookies that a person was given, a login, or both. */
export const Session = z
  .strictObject({
    /**
     * As a browser sends them (`a=b; c=d`), or as an export: cookies.txt in Netscape's format, or JSON. A file is given
     * by its path, relative to the configuration; it is read anew for every visit.
     */
    cookies: z.string().min(1).optional(),
    login: Login.optional(),
    /** A CSS selector of what only those see who are signed in, on every page: a link that signs one out. */
    signedIn: z.string().min(1).optional(),
  })
  .refine(({ cookies, login }) => cookies !== undefined || login !== undefined, {
    error: 'a session has cookies:, or a login:, or both',
  })
export type Session = z.infer<typeof Session>

/** Whether what stands under `cookies:` are cookies themselves, and not the path of a file with them. */
export const areCookies = (text: string): boolean => /[=\t\n]|^\s*[[{]/.test(text)

/**
 * An address, or a line with addresses in it, without the ids of sessions: software that is not sure of its cookies puts them
 * into its links, and whoever reads one is signed in.
 */
export const withoutSessionIds = (text: string): string =>
  text.replace(
    /([?&;](?:s|sid|phpsessid|jsessionid|session_?id|token|_xftoken|my_post_key|logout_?key)=)[\w-]{16,}/gi,
    '$1…',
  )

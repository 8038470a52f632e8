import { BlockedError, ConfigError, LoginNeededError } from '../model/errors.ts'
import type { Page } from '../model/page.ts'
import { type Login, withoutSessionIds } from '../model/session.ts'
import type { Element } from './markup/page/dom.ts'
import { openDocument } from './markup/page/open.ts'
import { compileSelectors, type Found } from './markup/page/selectors.ts'
import { captcha, refuseChallenge } from './markup/walls.ts'

/** A form as a browser would send it. */
export interface FilledForm {
  url: string
  /** `application/x-www-form-urlencoded`, in UTF-8. */
  body: string
}

const password = 'input[type="password"]'
const control = 'input[name], select[name], textarea[name], button[name]'
const option = 'option'
const base = 'base[href]'

/**
 * Throws LoginNeededError for a page that has not the form, or has it without these fields, and BlockedError where it asks
 * for a captcha; and LoginNeededError for a form that would hand what is typed to another host.
 */
export function checkForm(page: Page, login: Pick<Login, 'form' | 'fields'>): void {
  formOn(page, login)
}

/**
 * Fills in the login form of a page: hidden fields and what is ticked stay as the page has them, tokens of the software
 * among them; the button that a person would press goes along. Throws what `checkForm` throws, and LoginNeededError for a
 * form that is not sent with POST.
 */
export function fillForm(page: Page, login: Pick<Login, 'form' | 'fields'>): FilledForm {
  const { found, form, at, to } = formOn(page, login)
  const { fields } = login
  if (form.attribs.method?.toLowerCase() !== 'post')
    throw new LoginNeededError(
      `the form on ${shown(at)} is sent by a script, or would put the password into an address: correct login.form, or add "fetch: browser"`,
    )
  const sent = new URLSearchParams(valuesOf(found, form).filter(([name]) => !(name in fields)))
  for (const [name, value] of Object.entries(fields)) sent.append(name, value)
  return { url: to.href, body: sent.toString() }
}

function formOn(page: Page, login: Pick<Login, 'form' | 'fields'>): { found: Found; form: Element; at: URL; to: URL } {
  const document = openDocument(page)
  refuseChallenge(document)
  const { form: selector = 'form', fields } = login
  const found = compileSelectors(selector, 'form', password, control, captcha, option, base)(document.index)
  const at = document.url
  const form = choose(found, login.form, Object.keys(fields))
  if (form === undefined)
    throw new LoginNeededError(
      login.form === undefined
        ? `${shown(at)} has no form with a password in it: correct login.page, or sign in with a browser and give cookies:`
        : `${shown(at)} has no form that is "${selector}": correct login.form`,
    )
  if (found.first(captcha, form) !== undefined)
    throw new BlockedError(
      `${shown(at)} asks for a captcha before it lets anybody sign in: do it with a browser, and give cookies:`,
    )
  const names = new Set(controlsOf(found, form).map(({ attribs }) => attribs.name))
  for (const name of Object.keys(fields))
    if (!names.has(name))
      throw new LoginNeededError(`the form on ${shown(at)} has no field "${name}": it has ${[...names].join(', ')}`)
  return { found, form, at, to: addressOf(form, found, at) }
}

/** Whether something on a page is what a selector looks for; `undefined` for what is no HTML. */
export function shows(page: Page, selector: string): boolean | undefined {
  const document = openDocument(page)
  if (!/html/.test(document.mime)) return undefined
  return compileSelectors(selector)(document.index).first(selector) !== undefined
}

/** Whether a page asks for a password. */
export const asksForPassword = (page: Page): boolean => shows(page, password) === true

/** Throws ConfigError for a selector that is none. */
export function checkSelector(selector: string): void {
  try {
    compileSelectors(selector)
  } catch (error) {
    throw new ConfigError(`"${selector}" is no CSS selector (${error instanceof Error ? error.message : error})`)
  }
}

const shown = ({ href }: URL): string => withoutSessionIds(href)

/** The form that is named; else the one with a password, and among those the one with the fields that are wanted. */
function choose(found: Found, selector: string | undefined, names: readonly string[]): Element | undefined {
  if (selector !== undefined) return found.all(selector).find(({ name }) => name === 'form')
  const forms = found.all('form').filter((form) => found.first(password, form) !== undefined)
  const hasAll = (form: Element): boolean => {
    const there = new Set(controlsOf(found, form).map(({ attribs }) => attribs.name))
    return names.every((name) => there.has(name))
  }
  return forms.find(hasAll) ?? forms[0]
}

const controlsOf = (found: Found, form: Element): readonly Element[] =>
  found.all(control, form).filter(({ attribs }) => !('disabled' in attribs))

const isButton = ({ name, attribs: { type } }: Element): boolean =>
  name === 'button' ? (type ?? 'submit') === 'submit' : type === 'submit' || type === 'image'

/** What the form would send as it stands, with the first of its buttons. */
function valuesOf(found: Found, form: Element): [string, string][] {
  let isPressed = false
  return controlsOf(found, form).flatMap((element): [string, string][] => {
    const { name: tag, attribs } = element
    const { name = '', type = '', value } = attribs
    if (isButton(element)) {
      if (isPressed) return []
      isPressed = true
      return [[name, value ?? '']]
    }
    if (tag === 'button' || /^(button|reset|file)$/i.test(type)) return []
    if (/^(checkbox|radio)$/i.test(type)) return 'checked' in attribs ? [[name, value ?? 'on']] : []
    if (tag !== 'select') return [[name, value ?? '']]
    const options = found.all(option, element)
    const chosen = options.find((one) => 'selected' in one.attribs) ?? options[0]
    return [[name, chosen?.attribs.value ?? '']]
  })
}

/** Where a form is sent. What is typed into it stays with the host that showed it. */
function addressOf({ attribs }: Element, found: Found, at: URL): URL {
  const href = found.first(base)?.attribs.href ?? ''
  const from = URL.canParse(href, at.href) ? new URL(href, at) : at
  const action = attribs.action?.trim() || at.href
  if (!URL.canParse(action, from.href)) throw new LoginNeededError(`the form on ${shown(at)} is sent nowhere`)
  const to = new URL(action, from)
  to.hash = ''
  if (to.host !== at.host || (at.protocol === 'https:' && to.protocol !== 'https:'))
    throw new LoginNeededError(
      `the form on ${shown(at)} is sent to ${to.origin}: a password goes to nobody but login.page's own host; name a page of ${to.host}`,
    )
  return to
}

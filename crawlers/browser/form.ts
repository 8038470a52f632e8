import { setTimeout as pause } from 'node:timers/promises'
import type { Locator, Page as Tab } from 'playwright-core'
import { FetchError, LoginNeededError } from '../../model/errors.ts'
import type { Login } from '../../model/session.ts'
import { shown } from '../failures.ts'
import type { Watch } from './tab.ts'

/** What is there and shown takes no longer to be filled in, in milliseconds. */
const fieldMs = 5_000
/** A form that a script sends may change the page without leaving it. */
const leavingMs = 3_000

/** Fills in a tab's login form as a person does, key by key, and presses its button. Waits until the tab sets out for the answer. */
export async function submitForm(tab: Tab, login: Login, watch: Watch): Promise<void> {
  const form = formIn(tab, login)
  for (const [name, value] of Object.entries(login.fields))
    await quietly(`its field "${name}" is not there to be filled in`, login, tab, () =>
      fill(fieldOf(form, name), value),
    )
  const { departures } = watch
  await quietly('its button cannot be pressed', login, tab, async () => {
    const button = form.locator('[type="submit"], [type="image"], button:not([type])').first()
    if ((await button.count()) > 0) await button.click({ timeout: fieldMs, noWaitAfter: true })
    else await form.locator('input[type="password"]').first().press('Enter', { timeout: fieldMs, noWaitAfter: true })
  })
  for (let waited = 0; waited < leavingMs && watch.departures === departures; waited += 50) await pause(50)
}

/** The form that is named; else the first with a password and all the fields. */
function formIn(tab: Tab, { form, fields }: Login): Locator {
  if (form !== undefined) return tab.locator(form).first()
  let forms = tab.locator('form').filter({ has: tab.locator('input[type="password"]') })
  for (const name of Object.keys(fields)) forms = forms.filter({ has: tab.locator(named(name)) })
  return forms.first()
}

const named = (name: string): string => `[name=${JSON.stringify(name)}]`

const fieldOf = (form: Locator, name: string): Locator => form.locator(named(name)).first()

async function fill(field: Locator, value: string): Promise<void> {
  const timeout = fieldMs
  const kind = String(
    await field.evaluate('(field) => field.localName + " " + field.getAttribute("type")', undefined, { timeout }),
  )
  if (/ (checkbox|radio)$/.test(kind)) await field.setChecked(!/^(0|false|off|no)?$/.test(value), { timeout })
  else if (kind.startsWith('select ')) await field.selectOption(value, { timeout })
  else if (kind.endsWith(' hidden'))
    await field.evaluate('(field, value) => { field.value = value }', value, { timeout })
  else await field.fill(value, { timeout })
}

/** Playwright's errors quote what was typed: nothing of them is handed on. */
async function quietly(what: string, { page }: Login, tab: Tab, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch {
    if (tab.isClosed()) throw new FetchError(`${shown(page)}: the browser, or the page's process in it, has ended`)
    throw new LoginNeededError(`the form on ${shown(page)}: ${what}; look at login.form and login.fields`)
  }
}

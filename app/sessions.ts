import type { Kept, Sessions } from '../crawlers/session/session.ts'
import type { Forms } from '../crawlers/session/sign-in.ts'
import { PantauError } from '../model/errors.ts'
import { asksForPassword, checkForm, fillForm, shows } from '../parsers/forms.ts'
import { maskText } from '../parsers/mask.ts'
import type { KeyRing } from '../parsers/personal/keys.ts'
import type { Database } from '../store/database.ts'
import { saveSession, sessionOf } from '../store/sessions.ts'
import type { Logger } from './log.ts'
import { seal, unseal } from './seal.ts'

const forms: Forms = { check: checkForm, fill: fillForm, shows, asksForPassword }

/** Sessions as all workers on a database share them: one a site, sealed under the key ring before it is stored. */
export function keepSessions(database: Database, keys: KeyRing, log: Logger): Sessions {
  const open = async (site: string): Promise<Kept> => {
    const purpose = `session ${site}`
    const row = await sessionOf(database, site)
    let revision = row?.revision ?? 0
    return {
      content: row === null ? undefined : opened(keys, purpose, row.sealed, site, log),
      refused: row?.refused ?? undefined,
      save: async (content, refused) => {
        const sealed = seal(keys, purpose, Buffer.from(content)).toString('base64')
        const of = { sealed, refused: refused === undefined ? null : maskText(refused), revision }
        // Whoever was quicker is signed in as well as we are.
        if (await saveSession(database, site, of, new Date())) revision++
        else log.warn({ site }, 'another worker has written the session: this one is dropped')
      },
    }
  }
  return { forms, open }
}

/** Sessions that end with the process, and begin with what the configuration says. */
export const forgetSessions = (): Sessions => ({
  forms,
  open: async () => ({ content: undefined, refused: undefined, save: async () => {} }),
})

/** A session that cannot be opened is begun anew: a key that was lost costs a login, and nothing else. */
function opened(keys: KeyRing, purpose: string, sealed: string, site: string, log: Logger): string | undefined {
  try {
    return unseal(keys, purpose, Buffer.from(sealed, 'base64')).toString()
  } catch (error) {
    if (!(error instanceof PantauError)) throw error
    log.warn({ site, error: error.message }, 'the session that is kept cannot be opened, and is begun anew')
    return undefined
  }
}

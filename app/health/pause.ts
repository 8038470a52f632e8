import { cookieText } from '../../crawlers/session/cookies.ts'
import { BlockedError, ConfigError, LoginNeededError } from '../../model/errors.ts'
import { siteOf, type Target } from '../../model/target.ts'
import { maskText } from '../../parsers/mask.ts'
import { hashUnder, type Key } from '../../parsers/personal/keys.ts'
import type { Sql } from '../../store/database.ts'
import { claimProbe, liftPause, type Pause, pauseOf, savePause } from '../../store/pauses.ts'
import { forgetRefusal } from '../../store/sessions.ts'
import { lastGoodVisit } from '../../store/visits.ts'
import type { House } from '../house.ts'
import { writeToOperator } from '../operator.ts'
import type { Witness } from '../visit/witness.ts'

// A wall is not knocked on: its target rests until somebody has done something about it.

/** What a job finds when its turn comes. `probe`: one request, to see whether the wall still stands. */
export type Leave = 'visit' | 'probe' | 'rest'

/** A site that lets us not in is asked again after an hour, then after twice as long each time, at last once a day. */
const probing = { firstMs: 3_600_000, longestMs: 86_400_000 }

/**
 * Whether a target may be visited now. A paused one may when it is asked in another way than before: the operator has
 * changed its configuration.
 */
export async function mayVisit({ database, line, mailroom }: House, target: Target): Promise<Leave> {
  const pause = await pauseOf(database, target.id)
  if (pause === null) return 'visit'
  const { kind, askedHow } = pause
  if (kind !== 'operator' && askedHow !== null && !(await isAskedAsBefore(target, line.keys.all, askedHow))) {
    await liftPause(database, target.id)
    await forgetRefusal(database, siteOf(target))
    mailroom.log.info({ target: target.id, since: pause.since }, 'its configuration has changed: it is visited again')
    return 'visit'
  }
  return (await claimProbe(database, target.id, probing)) ? 'probe' : 'rest'
}

/** A visit that asks for one page and no more. */
export const probeOf = (target: Target): Target => ({ ...target, limits: { ...target.limits, pages: 1 } })

/** A probe went well: the wall has gone. */
export async function letInAgain({ database, mailroom }: House, target: Target): Promise<void> {
  if (await liftPause(database, target.id))
    mailroom.log.info({ target: target.id }, 'let in again: it is visited as before')
}

/**
 * Whether a visit failed at a wall that stands before all of the site. Where other start pages could be read, or what could
 * not be read is behind them, the target is worth visiting.
 */
export function isWall(error: unknown, target: Target, witness: Witness): error is LoginNeededError | BlockedError {
  if (!(error instanceof LoginNeededError || error instanceof BlockedError)) return false
  const report = witness.report()
  const at = report?.errors.find((failed) => failed.error === error)?.url
  const isOfStart = at !== undefined && target.start.includes(at)
  const wasRead = (report?.unchanged ?? 0) > 0 || Object.keys(witness.figures().kinds).length > 0
  return !(isOfStart && wasRead)
}

/** A wall that a target's visit has met, and how it was asked then. */
export interface Wall extends Pick<Pause, 'targetId' | 'reason'> {
  kind: 'login' | 'blocked'
  askedHow: string
  signsIn: 'form' | 'cookies' | null
}

export async function wallAt({ line }: House, target: Target, error: LoginNeededError | BlockedError): Promise<Wall> {
  const kind = error instanceof LoginNeededError ? 'login' : 'blocked'
  return {
    ...{ targetId: target.id, kind, reason: maskText(error.message), signsIn: signsIn(target) },
    askedHow: hashUnder(line.keys.current, await howAsked(target)),
  }
}

/** Pauses a target before a wall, and tells the operator: once, however often it is probed. Gives the deliveries. */
export async function pauseAt(
  sql: Sql,
  { mailroom }: Pick<House, 'mailroom'>,
  { signsIn, askedHow, ...wall }: Wall,
  kept: string | null,
): Promise<string[]> {
  const { targetId, kind, reason } = wall
  const last = await lastGoodVisit(sql, targetId)
  const since = await savePause(sql, wall, { askedHow, probeInMs: kind === 'blocked' ? probing.firstMs : null })
  return writeToOperator(sql, mailroom, `target ${targetId} paused ${since.toISOString()} ${kind}`, ({ operator }) =>
    operator.paused({ target: targetId, wall: kind, reason, signsIn, lastRead: last, kept }),
  )
}

/** How a target is to sign in, where it is. */
const signsIn = ({ session }: Target): Wall['signsIn'] => (session?.login ? 'form' : session ? 'cookies' : null)

/** What decides how a site answers us: with another of these, it is worth asking again. */
async function howAsked(target: Target): Promise<string> {
  const { start, mirrors, session, via, fetch, userAgent, token, engine, selectors } = target
  const cookies = session?.cookies === undefined ? undefined : await cookieText(session.cookies).catch(missing)
  return JSON.stringify([start, mirrors, { ...session, cookies }, via, fetch, userAgent, token, engine, selectors])
}

/** Cookies that cannot be read are no others than before: the visit says what is the matter with them. */
function missing(error: unknown): null {
  if (error instanceof ConfigError) return null
  throw error
}

/** The hash says under which key it was made. */
async function isAskedAsBefore(target: Target, keys: readonly Key[], askedHow: string): Promise<boolean> {
  const how = await howAsked(target)
  return keys.some((key) => hashUnder(key, how) === askedHow)
}

/** Why a target rests, in a line: "paused since 2026-11-22 05:10 UTC: https://… wants a login". */
export function sayPause({ kind, reason, since, probeAt }: Pause): string {
  const at = (date: Date): string => `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`
  const why = kind === 'operator' && reason === '' ? ' by the operator' : `: ${reason}`
  return `paused since ${at(since)}${why}${probeAt === null ? '' : ` (asked again ${at(probeAt)})`}`
}

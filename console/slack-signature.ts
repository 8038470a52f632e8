import { createHmac, timingSafeEqual } from 'node:crypto'

// https://docs.slack.dev/authentication/verifying-requests-from-slack

/** How far Slack's clock and ours may be apart, and how old a request may be, in seconds. */
const toleranceSeconds = 300

/** A request's signature for a time and a body: "v0=…". */
export const slackSignature = (secret: string, seconds: string, body: Buffer): string =>
  `v0=${createHmac('sha256', secret).update(`v0:${seconds}:`).update(body).digest('hex')}`

/** Whether a request was signed with the secret, over exactly this body, in the last five minutes. */
export function isSignedBySlack(
  { signature, seconds }: { signature: string; seconds: string },
  body: Buffer,
  secret: string,
  now: Date,
): boolean {
  if (!/^\d{1,12}$/.test(seconds) || Math.abs(now.getTime() / 1_000 - Number(seconds)) > toleranceSeconds) return false
  const expected = Buffer.from(slackSignature(secret, seconds, body))
  const given = Buffer.from(signature)
  return given.length === expected.length && timingSafeEqual(given, expected)
}

import { z } from 'zod'
import { Language } from './language.ts'
import { ListingEventKind } from './listing.ts'
import { Tlp } from './rule.ts'
import { AlertState } from './triage.ts'

/** A labelled fact of a message: `Records`, `279,000,000`. Plain text; each channel escapes it for where it goes. */
export const Fact = z.object({
  label: z.string(),
  value: z.string(),
  /** What it is called in English, for programs; where the label is not that. */
  key: z.string().optional(),
  /** Of what was gathered: the thread that it tells of, and Pantau's own page of it, where one is served. */
  rootId: z.string().optional(),
  link: z.string().optional(),
})
export type Fact = z.infer<typeof Fact>

/** Figures at a glance, and bars of which the last is the one that the message is about. A mail draws them; the fact of this label says the same. */
export const Chart = z.object({
  tiles: z.array(Fact),
  title: z.string(),
  bars: z.array(z.object({ label: z.string(), count: z.number().nonnegative() })),
  draws: z.string(),
})
export type Chart = z.infer<typeof Chart>

/** One finished message, made once for all channels of a language. Plain text throughout, personal data masked, links defanged. */
export const Message = z.object({
  /** What its words are in. */
  language: Language.default('en'),
  /** One line: "BPJS Kesehatan: 279,000,000 records offered by Kotz". */
  subject: z.string(),
  /** `operator` speaks of Pantau itself: a target that broke, a disk that is full. `gathered` tells of several listings, `digest` of a day or a week. */
  kind: z.enum(['listing', 'operator', 'gathered', 'digest']),
  event: ListingEventKind.nullable(),
  tlp: Tlp,
  severity: z.number().int().min(0).max(100),
  confidence: z.number().min(0).max(1),
  /** What, by whom, where, when, in the order in which to show them. */
  facts: z.array(Fact),
  chart: Chart.optional(),
  /** Masked words of the post. */
  excerpt: z.string(),
  /** Why this alert: the rule, and the words that matched. */
  reasons: z.array(z.string()),
  /** What to do next, the most urgent first; one short step each. */
  next: z.array(z.string()).default([]),
  /** Where it was seen, defanged: hxxps://forum[.]example/… */
  source: z.string(),
  /** SHA-256 of the page it was read from; '' for an operator's message. */
  evidence: z.string(),
  /** Pantau's own page of the alert, where one is served: the only address in a message that can be followed. */
  link: z.string().nullable().default(null),
  createdAt: z.iso.datetime(),
})
export type Message = z.infer<typeof Message>

/** One rule's hit on one listing event. */
export const Alert = z.object({
  /** Derived from rule and event. */
  id: z.string(),
  /** The first alert of its rule about its listing, itself where it is that one: what was told later are its updates. */
  rootId: z.string(),
  ruleId: z.string(),
  eventId: z.string().nullable(),
  listingId: z.string().nullable(),
  message: Message,
  /** The same in the other languages that its channels speak. */
  translations: z.array(Message).default([]),
  state: AlertState.default('new'),
  createdAt: z.date(),
})
export type Alert = z.infer<typeof Alert>

/** One alert on its way to one channel. The row is the truth; a job only carries its id. */
export const Delivery = z.object({
  /** Derived from alert and channel; sent along as idempotency key and in the Message-ID. */
  id: z.string(),
  alertId: z.string(),
  channelId: z.string(),
  /** `held` waits until `dueAt`, by the clock of the house; `gathered` was told by another, together with others. */
  state: z.enum(['due', 'claimed', 'sent', 'dead', 'held', 'gathered']),
  attempts: z.number().int().nonnegative(),
  dueAt: z.date(),
  /** Until when the claim holds; after that the worker is taken for dead. */
  claimedUntil: z.date().nullable(),
  sentAt: z.date().nullable(),
  error: z.string().nullable(),
})
export type Delivery = z.infer<typeof Delivery>

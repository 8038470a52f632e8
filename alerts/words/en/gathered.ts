import type { GatheredWords } from '../gathered.ts'

export const gathered: GatheredWords = {
  subject: (count, ruleId, bands) => `${count} offers, rule ${ruleId}: ${bands}`,
  bands: (counts) => counts.map(([band, count]) => `${count} ${band}`).join(', '),
  events: {
    opened: 'new',
    edited: 'edited',
    repriced: 'repriced',
    bumped: 'bumped',
    'sample-added': 'sample added',
    'contact-changed': 'new contact',
    moved: 'moved',
    sold: 'sold',
    reopened: 'offered again',
    removed: 'removed',
    'seen-elsewhere': 'seen elsewhere',
  },
  more: (count) => `And ${count} more`,
  before: 'Before that',
  why: (from, until) => `it waited for the rule’s group, rate or quiet hours: what came from ${from} to ${until}`,
  next: 'See one of them whole: pantau alerts show with the letters that stand in brackets.',
}

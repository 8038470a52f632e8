import { stringify } from 'yaml'
import type { World } from './world/index.ts'
import type { SiteName } from './world/truth.ts'

/** How its configuration begins: the mark of a folder that a demo may clear. */
export const writtenByDemo = '# Written by the demo.'

/** The ids of its targets. */
export const targetOf: Record<SiteName, string> = { forum: 'forum', paste: 'pastes', telegram: 'channel', news: 'news' }

/** The demo's configuration: an operator's file like any other, with the practice world as its targets. */
export function demoConfig({ sites, mirror }: World, mailPort: number): string {
  // Loopback, and no need to be gentle: it is our own world. Its cases are years old, and told all the same.
  const site = { every: '1h', allowPrivate: true, alertAge: 'any', limits: { delay: '5ms' } }
  return `${writtenByDemo} The sites, the mail server and the Slack receiver run on this machine.\n${stringify(
    {
      data: './data',
      targets: [
        { id: 'forum', type: 'forum', start: sites.forum.start, mirrors: [mirror], reliability: 'C', ...site },
        { id: 'pastes', type: 'paste', start: sites.paste.start, reliability: 'D', ...site },
        { id: 'channel', type: 'chat', start: sites.telegram.start, reliability: 'D', ...site },
        { id: 'news', type: 'news', start: sites.news.start, reliability: 'B', ...site },
      ],
      watchlists: [
        { id: 'indonesia', names: ['BPJS Kesehatan', 'Tokopedia', 'Kementerian Kesehatan'], countries: ['ID'] },
      ],
      rules: [{ id: 'our-people', watchlists: ['indonesia'], tlp: 'AMBER', channels: ['soc-slack', 'soc-mail'] }],
      channels: [
        { id: 'soc-slack', type: 'slack', webhook: ['$', '{DEMO_SLACK_WEBHOOK}'].join(''), pace: '1ms' },
        {
          id: 'soc-mail',
          type: 'mail',
          operator: true,
          host: '127.0.0.1',
          port: mailPort,
          secure: 'none',
          from: 'Pantau <pantau@example.com>',
          to: ['soc@example.com'],
        },
      ],
      work: { freeSpace: '100MB' },
    },
    { aliasDuplicateObjects: false },
  )}`
}

import { z } from 'zod'
import table from './hosters.json' with { type: 'json' }

/** A service on which strangers leave things. */
const Hoster = z.object({
  name: z.string(),
  /** Its hosts; what lies below them is its own too. */
  hosts: z.array(z.string()),
  keeps: z.enum(['files', 'pastes', 'pictures', 'posts']),
  /** Where abuse is told to: a mail address, or a page without its scheme; '' where that is not surely known. */
  abuse: z.string(),
})
export type Hoster = z.infer<typeof Hoster>

const byHost = new Map(
  z
    .array(Hoster)
    .parse(table.hosters)
    .flatMap((hoster) => hoster.hosts.map((host) => [host, hoster])),
)

/** The service that a host belongs to, by its name alone; `null` where it is none that we know. Nobody is asked. */
export function hosterOf(host: string): Hoster | null {
  const labels = host.toLowerCase().split('.')
  for (let at = 0; at < labels.length - 1; at += 1) {
    const hoster = byHost.get(labels.slice(at).join('.'))
    if (hoster) return hoster
  }
  return null
}

import PostalMime, { type Email } from 'postal-mime'
import { afterAll, expect, test } from 'vitest'
import { openChannel } from '../../alerts/channels/index.ts'
import { composeListing } from '../../alerts/message/compose.ts'
import { Language } from '../../model/language.ts'
import { until } from '../app/house.ts'
import { describeWithMailServer } from '../services/need.ts'
import { happeningWith, rule } from './happenings.ts'
import { hostileMessage } from './hostile.ts'
import { faultsOf } from './receivers/mail.ts'

// A mail server that is nobody's test double: what it lets through and what it makes of a mail, read back from the
// mailbox into which it delivers.

const now = new Date('2021-05-12T14:11:00Z')
const link = 'https://pantau.example.com/alerts/AbC-_09.x~1'
const inLanguage = (language: Language) => ({
  ...composeListing(happeningWith(), { rule: rule(), reasons: [] }, now, language),
  link,
})
const idOf = (digit: string): string => digit.repeat(32)

await describeWithMailServer('OpenSMTPD', (server) => {
  afterAll(() => server.stop())

  const channelTo = (...to: string[]) =>
    openChannel({
      ...{ id: 'post', type: 'mail', operator: false, language: 'en', host: '127.0.0.1', port: server.port },
      ...{ secure: 'none', from: 'Pantau <pantau@alerts.example.org>', to, timeout: 20_000 },
    })
  const delivered = async (deliveryId: string, count = 1): Promise<Email[]> => {
    let mails: Email[] = []
    await until(async () => {
      const all = await Promise.all((await server.mails()).map((eml) => PostalMime.parse(eml)))
      mails = all.filter(({ messageId }) => messageId === `<${deliveryId}@alerts.example.org>`)
      return mails.length >= count
    })
    return mails
  }
  /** What is wrong with a mail, the server's own headers aside. */
  const faults = (mail: Email | undefined): string[] => {
    if (!mail) return ['no mail']
    const headers = mail.headers.filter(({ key }) => !['received', 'return-path', 'delivered-to'].includes(key))
    return faultsOf({ ...mail, headers }).filter((fault) => fault !== 'recipients')
  }

  test.each(Language.options)('an alert in "%s" is delivered whole', async (language) => {
    const channel = channelTo('SOC <soc@example.com>')
    const [message, deliveryId] = [inLanguage(language), idOf(language === 'en' ? 'a' : 'b')]
    await channel.send({ message, deliveryId })
    const [mail] = await delivered(deliveryId)
    expect(faults(mail)).toEqual([])
    expect(mail?.subject).toBe(`[TLP:${message.tlp}] ${message.subject}`)
    expect(mail?.text).toContain(link)
    expect(mail?.text).toContain(message.facts.at(-1)?.value)
    expect(mail?.html).toContain(`lang="${language}"`)
    await channel.close()
  })

  test('a hostile message adds no header and no recipient on its way', async () => {
    const channel = channelTo('soc@example.com')
    await channel.send({ message: hostileMessage(inLanguage('en')), deliveryId: idOf('c') })
    const [mail] = await delivered(idOf('c'))
    expect(faults(mail)).toEqual([])
    expect(mail?.to).toEqual([{ name: '', address: 'soc@example.com' }])
    await channel.close()
  })

  test('what is sent again has its own name, and a change stands under the first message', async () => {
    const channel = channelTo('soc@example.com')
    const first = { message: inLanguage('en'), deliveryId: idOf('d'), listingId: 'raid/1' }
    for (let time = 0; time < 2; time += 1) await channel.send(first)
    const thread = { rootDeliveryId: idOf('d'), receipt: null }
    await channel.send({ ...first, deliveryId: idOf('e'), thread })
    expect(await delivered(idOf('d'), 2)).toHaveLength(2)
    const [change] = await delivered(idOf('e'))
    expect(change?.inReplyTo).toBe(`<${idOf('d')}@alerts.example.org>`)
    await channel.close()
  })

  test('who is not known there is refused for good, and the others have their mail', async () => {
    const channel = channelTo('soc@example.com', 'stranger@elsewhere.test')
    await expect(channel.send({ message: inLanguage('en'), deliveryId: idOf('f') })).rejects.toMatchObject({
      permanent: true,
      message: expect.stringMatching(/refused for stranger@elsewhere\.test/),
    })
    expect(await delivered(idOf('f'))).toHaveLength(1)
    await channel.close()
  })
})

import { createTransport } from 'nodemailer'
import { expect, test } from 'vitest'
import { type Envelope, startMailReceiver, startSlackReceiver } from '../../app/demo/receivers.ts'

test('the mail receiver takes a mail as it was sent, and who it was for', async () => {
  const mails: { eml: string; envelope: Envelope }[] = []
  const receiver = await startMailReceiver({
    onMail: (eml, envelope) => {
      mails.push({ eml: eml.toString('utf8'), envelope })
    },
  })
  const sender = createTransport({ host: '127.0.0.1', port: receiver.port, secure: false, ignoreTLS: true })
  await sender.sendMail({
    ...{ from: 'pantau@example.com', to: ['soc@example.com', 'cert@example.com'] },
    ...{ subject: 'BPJS', text: 'one\n.two', messageId: '<d1@example.com>' },
  })
  expect(mails).toHaveLength(1)
  expect(mails[0]?.envelope).toEqual({ from: 'pantau@example.com', to: ['soc@example.com', 'cert@example.com'] })
  expect(mails[0]?.eml).toMatch(/^Message-ID: <d1@example.com>\r$/m)
  expect(mails[0]?.eml).toMatch(/\r\n\.two\r\n/)
  await receiver.close()
})

test('a mail that could not be kept is refused for now, not lost', async () => {
  const receiver = await startMailReceiver({
    onMail: () => {
      throw new Error('disk full')
    },
  })
  const sender = createTransport({ host: '127.0.0.1', port: receiver.port, secure: false, ignoreTLS: true })
  await expect(sender.sendMail({ from: 'a@example.com', to: 'b@example.com', text: 'x' })).rejects.toMatchObject({
    responseCode: 451,
  })
  await receiver.close()
})

test('the Slack receiver answers as Slack does', async () => {
  const payloads: unknown[] = []
  const receiver = await startSlackReceiver({
    faults: (payload) => (JSON.stringify(payload).length > 50 ? ['too long'] : []),
    onPayload: (payload) => {
      payloads.push(payload)
    },
  })
  const post = async (body: string): Promise<[number, string]> => {
    const response = await fetch(receiver.url, { method: 'POST', body })
    return [response.status, await response.text()]
  }
  expect(await post('{"text":"hello"}')).toEqual([200, 'ok'])
  expect(await post(JSON.stringify({ text: 'x'.repeat(99) }))).toEqual([400, 'too long'])
  expect(await post('{')).toEqual([400, 'invalid_payload'])
  expect((await fetch(receiver.url)).status).toBe(405)
  expect(payloads).toEqual([{ text: 'hello' }])
  await receiver.close()
})

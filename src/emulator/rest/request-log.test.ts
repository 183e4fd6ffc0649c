import { expect, test } from 'vitest'
import { helpdesk, openPortal, type OpenPortal } from '../../testing/emulator/open-portal.ts'

type Row = {
  method: string
  httpMethod: string
  params: Record<string, unknown>
  error: string
  status: number
}

const logged = async ({ control }: OpenPortal) =>
  ((await control('requests')) as { requests: Row[] }).requests // by its row

test('a batch is in the log with each of its commands', async () => {
  const portal = openPortal()
  const cmd = { time: 'server.time', none: 'no.such.method?a=1', bot: 'imbot.v2.Bot.get?code=x' }
  await portal.ask('batch', { cmd })
  expect(await logged(portal)).toMatchObject([
    { method: 'server.time', httpMethod: 'BATCH', status: 200, error: '' },
    { method: 'no.such.method', params: { a: '1' }, status: 404, error: 'ERROR_METHOD_NOT_FOUND' },
    { method: 'imbot.v2.Bot.get', params: { code: 'x' }, error: 'BOT_TOKEN_NOT_SPECIFIED' },
    { method: 'batch', httpMethod: 'POST', status: 200 },
  ])
})

test('secrets are masked wherever they stand', async () => {
  const portal = openPortal()
  const secret = helpdesk.botToken
  const cmd = [
    `imbot.v2.Bot.get?botToken=${secret}&code=x`,
    `imbot.v2.Bot.list?a=1&BOT_TOKEN=${secret}`,
    `imbot.v2.Bot.register?fields[botToken]=${secret}&fields[code]=y`,
    `imbot.v2.Bot.register?fields%5BbotToken%5D=${secret}`,
  ]
  await portal.ask('batch', { cmd })
  await portal.ask('profile', { text: `${'x'.repeat(2000)}&botToken=${'y'.repeat(90)}${secret}` })
  await portal.ask('imbot.v2.Bot.get', { botToken: [secret], deep: [{ BOT_TOKEN: secret }] })
  const rows = await logged(portal)
  expect(JSON.stringify(rows)).not.toContain(secret)
  expect(rows.find((row) => row.method === 'batch')?.params.cmd).toContain(
    'imbot.v2.Bot.get?botToken=***&code=x',
  )
})

test('what is kept of a call is small, however large it was', async () => {
  const portal = openPortal()
  const content = 'A'.repeat(3_000_000)
  const many = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`key${index}`, 'some text']))
  await portal.ask('imbot.v2.File.upload', {
    ...helpdesk,
    dialogId: 'chat11',
    fields: { name: 'a', content },
  })
  await portal.ask('profile', many)
  const [upload, wide] = await logged(portal)
  const kept = (upload?.params.fields as { content: string }).content // as it was sent above
  expect(kept).toMatch(/^A+ … 3000000 characters … A+$/)
  expect(kept.length).toBeLessThan(1000)
  expect(JSON.stringify(wide).length).toBeLessThan(20_000)
})

test('webhooks on record are the newest five hundred', async () => {
  const portal = openPortal()
  const fields = { eventMode: 'webhook', webhookUrl: 'https://bot.example/hook' }
  await portal.get('imbot.v2.Bot.update', { ...helpdesk, fields })
  for (let index = 0; index < 510; index += 1)
    await portal.control('say', { dialogId: '22', text: `Text ${index}` })
  const { deliveries } = (await portal.control('deliveries')) as { deliveries: { body: string }[] } // by its row
  expect(deliveries).toHaveLength(500)
  expect(deliveries.at(-1)?.body).toContain('Text+509')
})

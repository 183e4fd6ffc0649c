import { expect, test } from 'vitest'
import { helpdesk, openPortal, type OpenPortal } from '../../testing/emulator/open-portal.ts'

const linkTo = async ({ get }: OpenPortal, name: string) => {
  const upload = { ...helpdesk, dialogId: 'chat11', fields: { name, content: btoa('<b>content</b>') } }
  const { file } = await get('imbot.v2.File.upload', upload)
  return (await get('imbot.v2.File.download', { ...helpdesk, fileId: file.id })).downloadUrl
}

const ask = ({ emulator }: OpenPortal, url: string, method: string) =>
  emulator.fetch(new Request(url, { method }))

test('asking for leave or for headers does not use the token up; the bytes do', async () => {
  const portal = openPortal()
  const url = await linkTo(portal, 'a.txt')
  const asked = []
  for (const method of ['OPTIONS', 'HEAD', 'OPTIONS', 'GET', 'GET'])
    asked.push((await ask(portal, url, method)).status)
  expect(asked).toEqual([200, 200, 200, 200, 404])
})

test('a file is saved, not shown, under the name it came with, also for another origin', async () => {
  const portal = openPortal()
  const name = 'Žofie 😀 "x".html'
  const { headers } = await ask(portal, await linkTo(portal, name), 'GET')
  expect(headers.get('content-type')).toBe('application/octet-stream')
  expect(headers.get('access-control-allow-origin')).toBe('*')
  expect(headers.get('content-disposition')).toBe(`attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
})

test('a name with half a character never gets in', async () => {
  const { ask: call } = openPortal()
  const fields = { name: 'a\ud800.txt', content: btoa('a') }
  expect((await call('imbot.v2.File.upload', { ...helpdesk, dialogId: 'chat11', fields })).status).toBe(400)
})

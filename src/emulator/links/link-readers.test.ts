import { afterAll, expect, test } from 'vitest'
import { encodeAppLink, encodeWebLink } from '../../contract/deep-link/deep-link.ts'
import { readLink, type LinkReader } from './link-readers.ts'

const domain = 'portal.example'
const portalOrigin = `https://${domain}`

const contexts: Record<string, Record<string, unknown>> = {
  plain: { action: 'openTask' },
  percent: { promo: '100% off' },
  encoded: { url: 'https://a.example/?q=a%2Bb%20c' },
  punctuation: { q: 'a+b/c?d#e&f=g "h" \\i' },
  unicode: { name: 'Žofie 東京 😀' },
  types: { n: 456, big: 1e21, ok: true, none: null, list: [1, 'b'] },
  empty: {},
  surrogate: { s: 'x\ud800' },
}

const documented = {
  web: (context: Record<string, unknown>) =>
    `${portalOrigin}/online/?IM_DIALOG=7&BOT_CONTEXT=${encodeURIComponent(JSON.stringify(context))}`,
  app: (context: Record<string, unknown>) =>
    `bx://v2/${domain}/botContext/dialogId/7/context/${encodeURIComponent(JSON.stringify(context))}`,
}
const ours = {
  web: (context: Record<string, unknown>) => encodeWebLink({ portalOrigin, botDialogId: '7', context }),
  app: (context: Record<string, unknown>) => encodeAppLink({ portalOrigin, botDialogId: '7', context }),
}

type Way = { reader: LinkReader; nativeDecodes?: 0 | 1 }
const ways: Record<string, Way> = {
  'full load, current': { reader: 'full-load' },
  'full load, older': { reader: 'full-load-older' },
  'in-portal click': { reader: 'in-portal-click' },
  'bx, 0 native decodes': { reader: 'desktop', nativeDecodes: 0 },
  'bx, 1 native decode': { reader: 'desktop', nativeDecodes: 1 },
  mobile: { reader: 'mobile' },
}

/** same: what was meant; text: the JSON unparsed; {}: replaced by an empty context; other: altered; unsent, lost, aborted. */
const outcome = (way: Way, url: string, meant: Record<string, unknown>): string => {
  const reading = readLink({ ...way, url, domain })
  if (reading.outcome !== 'open') return reading.outcome
  if (!reading.sends) return 'context' in reading ? 'unsent' : 'lost'
  const got = JSON.stringify(reading.context)
  const same = got === JSON.stringify(meant)
  if (same) return 'same'
  if (typeof reading.context === 'string') return 'text'
  return got === '{}' ? '{}' : 'other'
}

const row = (links: typeof documented, way: Way): string[] =>
  Object.values(contexts).map((context) => {
    const url = (way.reader === 'desktop' ? links.app : links.web)(context)
    return outcome(way, url, context)
  })

const table: string[] = []
afterAll(() => {
  const names = Object.keys(contexts).map((name) => name.padEnd(11))
  process.stdout.write(
    `\nreaders of a context link × 8 contexts\n${' '.repeat(34)}${names.join(' ')}\n${table.join('\n')}\n`,
  )
})

const print = (label: string, cells: string[]): string[] => {
  table.push(`${label.padEnd(34)}${cells.map((cell) => cell.padEnd(11)).join(' ')}`)
  return cells
}

const expected: Record<string, { documented: string; ours: string }> = {
  //                      plain percent encoded punctuation unicode types empty surrogate
  'full load, current': {
    documented: 'same {} other same same same same unsent',
    ours: 'same same same same same same same other',
  },
  'full load, older': {
    documented: 'text text text text text text text text',
    ours: 'text text text text text text text text',
  },
  'in-portal click': {
    documented: 'same {} other same same same same unsent',
    ours: 'same same same same same same same other',
  },
  'bx, 0 native decodes': {
    documented: 'same {} other same same same same unsent',
    ours: 'same same same same same same same other',
  },
  'bx, 1 native decode': {
    documented: 'same aborted other same same same same unsent',
    ours: 'same same same same same same same other',
  },
  mobile: {
    documented: 'same same same same same same same unsent',
    ours: 'same same same same same same same other',
  },
}

for (const [name, way] of Object.entries(ways))
  test(`${name}: what becomes of eight contexts`, () => {
    expect.soft(print(`${name}, documented`, row(documented, way)).join(' ')).toBe(expected[name]?.documented)
    expect.soft(print(`${name}, ours`, row(ours, way)).join(' ')).toBe(expected[name]?.ours)
  })

const web = (query: string) => `${portalOrigin}/online/?${query}`
const context = encodeURIComponent('{"a":"b"}')

test('a click finds the dialog in any casing, a page load does not', () => {
  const url = web(`im_dialog=7&BOT_CONTEXT=${context}`)
  expect(readLink({ reader: 'in-portal-click', url, domain })).toMatchObject({
    outcome: 'open',
    dialogId: '7',
    context: { a: 'b' },
  })
  expect(readLink({ reader: 'full-load', url, domain }).outcome).toBe('ignored')
})

test('a plus is a space for those who read a query, and itself in a bx link', () => {
  const plus = encodeURIComponent('{"a":"b c"}').replace('%20', '+')
  const read = (reader: LinkReader, url: string) => readLink({ reader, url, domain }).context
  const query = web(`IM_DIALOG=7&BOT_CONTEXT=${plus}`)
  for (const reader of ['full-load', 'in-portal-click', 'mobile'] as const)
    expect(read(reader, query)).toEqual({ a: 'b c' })
  expect(read('desktop', `bx://v2/${domain}/botContext/dialogId/7/context/${plus}`)).toEqual({ a: 'b+c' })
})

test('a parameter between the two: a click opens the chat and the context is never seen', () => {
  const url = web(`IM_DIALOG=7&utm_source=x&BOT_CONTEXT=${context}`)
  expect(readLink({ reader: 'in-portal-click', url, domain })).toMatchObject({
    outcome: 'open',
    sends: false,
  })
  expect(readLink({ reader: 'full-load', url, domain })).toMatchObject({ sends: true, context: { a: 'b' } })
})

test('IM_DIALOG not first: a click is ordinary navigation', () => {
  const url = web(`utm_source=x&IM_DIALOG=7&BOT_CONTEXT=${context}`)
  expect(readLink({ reader: 'in-portal-click', url, domain }).outcome).toBe('ignored')
})

test('the current page load cleans the address, also after a failure; nobody else does', () => {
  const cleaned = (reader: LinkReader, value: string) =>
    readLink({ reader, url: web(`IM_DIALOG=7&BOT_CONTEXT=${value}`), domain }).cleanedUrl
  expect([cleaned('full-load', context), cleaned('full-load', 'junk')]).toEqual([
    web('IM_DIALOG=7'),
    web('IM_DIALOG=7'),
  ])
  expect([cleaned('full-load-older', context), cleaned('in-portal-click', context)]).toEqual([null, null])
})

test('notifications, history and lines win over a dialog', () => {
  for (const name of ['IM_NOTIFY', 'IM_HISTORY', 'IM_LINES']) {
    const url = web(`IM_DIALOG=7&BOT_CONTEXT=${context}&${name}=1`)
    expect(readLink({ reader: 'full-load', url, domain }).outcome).toBe('ignored')
  }
})

test('junk becomes an empty context and a line in the browser console; the chat opens', () => {
  const reading = readLink({ reader: 'full-load', url: web('IM_DIALOG=7&BOT_CONTEXT=junk'), domain })
  expect(reading).toMatchObject({
    outcome: 'open',
    dialogId: '7',
    sends: true,
    context: {},
    formBody: 'dialogId=7',
  })
  expect(reading.consoleErrors).toHaveLength(1)
})

test('a link of another portal is not read, whatever the reader', () => {
  for (const { reader } of Object.values(ways)) {
    const url = reader === 'desktop' ? documented.app({ a: 1 }) : documented.web({ a: 1 })
    expect(readLink({ reader, url, domain: 'other.example' }).outcome).toBe('ignored')
  }
})

test('the mobile app knows no bx link and only the messenger page', () => {
  expect(readLink({ reader: 'mobile', url: documented.app({ a: 1 }), domain }).outcome).toBe('ignored')
  const elsewhere = `${portalOrigin}/crm/?IM_DIALOG=7&BOT_CONTEXT=${context}`
  expect(readLink({ reader: 'mobile', url: elsewhere, domain }).outcome).toBe('ignored')
})

test('the form makes strings of numbers and letters of booleans; null and empty containers vanish', () => {
  const { formBody } = readLink({
    reader: 'full-load',
    url: ours.web({ n: 456, ok: true, no: false, none: null, e: {}, l: ['a'] }),
    domain,
  })
  expect(formBody).toBe('dialogId=7&context[n]=456&context[ok]=Y&context[no]=N&context[l][0]=a')
})

test('a list is handed on as one, by index', () => {
  const list = encodeURIComponent('["a",{"deep":["b"]}]')
  for (const reader of ['full-load', 'in-portal-click', 'mobile'] as const)
    expect(readLink({ reader, url: web(`IM_DIALOG=7&BOT_CONTEXT=${list}`), domain })).toMatchObject({
      context: ['a', { deep: ['b'] }],
      formBody: 'dialogId=7&context[0]=a&context[1][deep][0]=b',
    })
})

test('a lone surrogate that a reader kept never leaves the page', () => {
  const url = web(`IM_DIALOG=7&BOT_CONTEXT=${encodeURIComponent('{"s":"\\ud800"}')}`)
  expect(readLink({ reader: 'full-load', url, domain })).toMatchObject({
    outcome: 'open',
    sends: false,
    formBody: null,
  })
})

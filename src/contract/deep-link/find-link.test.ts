import { expect, test } from 'vitest'
import { encodeAppLink, encodeWebLink } from './deep-link.ts'
import { findLink } from './find-link.ts'
import { deliveriesOf } from './link-delivery.ts'
import { lintLink } from './lint-link.ts'

const portalOrigin = 'https://portal.example'
const meant = { portalOrigin, botDialogId: '7', context: { promo: '100% (off)', who: "Anna's" } }
const link = encodeWebLink(meant)
const appLink = encodeAppLink(meant)
const half = link.indexOf('promo') + 2

test.each([
  ['a line break in the value', `${link.slice(0, half)}\r\n${link.slice(half)}`, link],
  ['a tab in a name', link.replace('BOT_CONTEXT', 'BOT_\tCONTEXT'), link],
  ['a line break in a bx link', appLink.replace('botContext', 'bot\nContext'), appLink],
  ['angle brackets', `<${link}>`, link],
  ['small angle brackets', `‹${link}›`, link],
  ['angle brackets and a line break', `<${link.slice(0, half)}\n${link.slice(half)}>`, link],
  ['straight quotes', `"${link}"`, link],
  ['curly quotes', `“${link}”`, link],
  ['German quotes', `„${link}“`, link],
  ['HTML', `<a href="${link}" target="_blank">Chat</a>`, link],
  ['a sentence', `Dear Anna, open ${link} and say hello.`, link],
  ['words behind it', `${link} is where the bot waits`, link],
  ['a dot behind it', `${link}.`, link],
  ['a round bracket', `Write to us (${link}).`, link],
  ['a square bracket', `[chat](${link})`, link],
  ['words before a bx link', `In the app: ${appLink}, please`, appLink],
  ['another link on the next line', `${link}\nhttps://other.example/`, link],
])('%s: the link is found, read as any, and it is said', (_, pasted, expected) => {
  expect(findLink(pasted)).toBe(expected)
  expect(lintLink(pasted)).toEqual({
    ...lintLink(expected),
    findings: [{ code: 'cutOut', level: 'note' }],
    repaired: expected,
  })
  expect(deliveriesOf(pasted)).toEqual(deliveriesOf(expected))
})

test.each([
  ['a context that nobody has encoded', `${portalOrigin}/online/?IM_DIALOG=7&BOT_CONTEXT={"a":"x y"}`],
  ['a bracket that belongs to a parameter', `${link}&utm_content=(a)`],
  ['a text without a link', 'WIFI:S:guests;T:nopass;;'],
  ['nothing', ''],
])('%s stays as it is', (_, pasted) => {
  expect(findLink(pasted)).toBe(pasted)
})

test.each(['http://', '<https://', '"', '\n', '“https://a', '.}'])(
  '100,000 characters of %j are searched in a moment',
  (piece) => {
    const start = performance.now()
    findLink(`${piece.repeat(100_000 / piece.length)}x`)
    findLink(`see https://a${piece.repeat(100_000 / piece.length)}x`)
    expect(performance.now() - start).toBeLessThan(1500)
  },
)

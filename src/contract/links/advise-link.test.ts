import encodeQR from 'qr'
import { expect, test } from 'vitest'
import { encodeWebLink } from '../deep-link/deep-link.ts'
import { lintLink } from '../deep-link/lint-link.ts'
import { adviseLink, codeVersionOf, finestVersion, type LinkWish } from './advise-link.ts'

const advise = (
  context: Record<string, unknown>,
  { wishes = [], hasWorker = true }: { wishes?: readonly LinkWish[]; hasWorker?: boolean } = {},
) => {
  const link = encodeWebLink({ portalOrigin: 'https://company.bitrix24.com', botDialogId: '456', context })
  const { findings } = lintLink(link)
  return adviseLink({ context, webLinkLength: link.length, findings, wishes, hasWorker })
}

test('a small context that harms nobody stays in the link', () => {
  expect(advise({ action: 'openTask', taskId: 456 })).toEqual({ way: 'embed', because: 'fits', lost: [] })
})

test('what never reaches the bot is neither embedded nor stored', () => {
  expect(advise({})).toEqual({ way: 'mend', code: 'neverDelivered', at: undefined })
  expect(advise({ apiKey: null, b: {} }, { wishes: ['printed'], hasWorker: false })).toMatchObject({
    way: 'mend',
  })
})

test('a secret is stored, and so is what belongs to a person; the address then has a token only', () => {
  expect(advise({ order: { apiKey: 'abc' } })).toEqual({
    way: 'store',
    carries: 'token',
    reasons: [{ code: 'secret', at: 'order.apiKey' }],
  })
  expect(advise({ mail: 'anna@shop.example' })).toEqual({
    way: 'store',
    carries: 'token',
    reasons: [{ code: 'personal', at: 'mail' }],
  })
})

test('a code too fine to scan asks for a short address, which may carry the context on', () => {
  expect(advise({ note: 'n'.repeat(400) })).toMatchObject({
    way: 'store',
    carries: 'context',
    reasons: [{ code: 'denseCode' }],
  })
})

test('a link that is cut on its way must be short in the chat as well', () => {
  expect(advise({ note: 'n'.repeat(2500) })).toMatchObject({
    way: 'store',
    carries: 'token',
    reasons: [{ code: 'tooLong' }, { code: 'denseCode', version: 40 }],
  })
})

test('what is printed, ends or is counted is stored, each for its own reason', () => {
  expect(advise({ table: 'A7' }, { wishes: ['counted', 'printed', 'ends'] })).toEqual({
    way: 'store',
    carries: 'context',
    reasons: [{ code: 'printed' }, { code: 'ends' }, { code: 'counted' }],
  })
})

test('without a worker the context stays in the link, and what is lost is named', () => {
  expect(advise({ mail: 'anna@shop.example' }, { wishes: ['ends'], hasWorker: false })).toEqual({
    way: 'embed',
    because: 'noWorker',
    lost: [{ code: 'personal', at: 'mail' }, { code: 'ends' }],
  })
})

test('more than the worker keeps is not sent there', () => {
  expect(advise({ note: 'n'.repeat(10_000) })).toMatchObject({ way: 'embed', because: 'tooLarge' })
})

test('the version foretold is the one the code is drawn with, each of them to its last character', () => {
  const drawn = (characters: number) => {
    const text = 'a?'.repeat(characters).slice(0, characters)
    return (encodeQR(text, 'raw', { ecc: 'medium', border: 1 }).length - 2 - 17) / 4
  }
  let version = 0
  for (let characters = 1; characters <= 2331; characters += 1) {
    const foretold = codeVersionOf(characters)
    if (foretold === version) continue
    expect([foretold, drawn(characters)]).toEqual([version + 1, version + 1])
    if (version > 0) expect(drawn(characters - 1)).toBe(version)
    version += 1
  }
  expect([version, codeVersionOf(2332)]).toEqual([40, undefined])
})

test('the last version that is read when printed small needs no advice', () => {
  const of = (webLinkLength: number) =>
    adviseLink({ context: { a: 'b' }, webLinkLength, findings: [], wishes: [], hasWorker: true }).way
  expect([codeVersionOf(412), of(412), of(413)]).toEqual([finestVersion, 'embed', 'store'])
})

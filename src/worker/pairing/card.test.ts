import { describe, expect, test } from 'vitest'
import { approver, botId, pairingIn, states } from '../../testing/worker/pairing-builders.ts'
import { askingCard, decidedCard } from './card.ts'
import { cardLanguages, cardTextsFor } from './card-texts.ts'
import type { Pairing } from './pairing.ts'

const parts = {
  site: { name: 'Corner Shop', host: 'shop.example' },
  secrets: { confirm: 'c'.repeat(40), decline: 'd'.repeat(40), finish: 'f'.repeat(64) },
  issuer: 'https://worker.example',
}

const waiting = pairingIn(states.awaiting_confirm)
const said = (pairing: Pairing, language: string | null = 'en') =>
  askingCard(pairing, { ...approver, language }, parts)
const lines = (pairing: Pairing, language?: string | null) =>
  String(said(pairing, language).message).split('\n')

test('the first line names the site and its host, the next who started it, from where and when', () => {
  const [first, second, third] = lines(waiting)
  expect(first).toBe('[b]Corner Shop[/b] (shop.example) asks to sign you in there.')
  expect(second).toBe('Started by: anna@shop.example (as the site says, not checked)')
  expect(third).toBe('From: 203.0.113.7, Firefox, Linux, [timestamp=1795176000 format=SHORT_TIME_FORMAT]')
})

test('the consequence is said in words, and that whoever did not start it declines', () => {
  expect(lines(waiting).slice(3)).toEqual([
    'If you confirm, shop.example learns who you are in this portal, and the browser named above acts there as you.',
    'After confirming, you finish it in the browser where you started.',
    'If you did not start this yourself, a minute ago, decline.',
  ])
})

test('a site with the policy plain says that confirming is all', () => {
  const plain = pairingIn(states.awaiting_confirm, 'plain')
  expect(lines(plain)).toContain('Confirming is all that it takes: nothing more will be asked.')
})

test('both buttons weigh the same and carry the same command, each with its nonce', () => {
  const { keyboard } = said(waiting)
  if (typeof keyboard !== 'object' || Array.isArray(keyboard)) throw new Error('no keyboard')
  const [confirm, decline] = keyboard.BUTTONS
  expect(keyboard.BOT_ID).toBe(botId)
  expect(confirm).toEqual({
    ...decline,
    TEXT: 'Confirm',
    COMMAND_PARAMS: `${waiting.id}.${parts.secrets.confirm}`,
  })
  expect(decline?.TEXT).toBe('Decline')
  expect(decline?.COMMAND_PARAMS).toBe(`${waiting.id}.${parts.secrets.decline}`)
})

test('what the site claims cannot write markup into the card', () => {
  const claimedName = '[url=https://evil.example]Bank[/url]\n[b]Approved[/b]'
  const forged = { ...waiting, request: { ...waiting.request, claimedName } }
  const named = { ...parts, site: { name: '[i]Shop', host: 'shop.example[b]' } }
  const message = String(askingCard(forged, approver, named).message)
  expect(message.match(/\[(?!b\]|\/b\]|timestamp=)/g)).toBeNull()
  expect(message.split('\n')).toHaveLength(6)
})

describe.each(cardLanguages)('in %s', (language) => {
  test('every text is there, and names the host where it must', () => {
    const texts = cardTextsFor(language)
    const all = JSON.stringify(texts)
    expect(all).not.toContain('""')
    expect(texts.consequence).toContain('{host}')
    expect(texts.confirm).not.toBe(texts.decline)
    expect(said(waiting, language).message).not.toContain('{host}')
  })
})

test('languages are told apart by their own words, and an unknown one gets English', () => {
  expect(new Set(cardLanguages.map((code) => cardTextsFor(code).confirm)).size).toBeGreaterThanOrEqual(5)
  expect(cardTextsFor('de-AT').confirm).toBe('Bestätigen')
  expect(cardTextsFor('xx').confirm).toBe('Confirm')
  expect(cardTextsFor(null).confirm).toBe('Confirm')
})

describe('after the decision', () => {
  test('the buttons are gone and the outcome stands there', () => {
    for (const state of [states.declined, states.expired, states.consumed]) {
      const card = decidedCard(pairingIn(state), approver, parts)
      expect(card?.keyboard).toBe('N')
      expect(card?.message).toMatch(/^\[b\]Corner Shop\[\/b\].*\n\[b\].+\[\/b\]$/)
    }
  })
  test('a confirmed one with the policy finish has one link, with the secret in the fragment', () => {
    const card = decidedCard(pairingIn(states.confirmed), approver, parts)
    if (typeof card?.keyboard !== 'object' || Array.isArray(card.keyboard)) throw new Error('no keyboard')
    expect(card.keyboard.BUTTONS.map(({ LINK }) => LINK)).toEqual([
      `https://worker.example/finish#${parts.secrets.finish}`,
    ])
  })
  test('with the policy plain there is no secret in the chat', () => {
    const plain = pairingIn({ ...states.confirmed, finishDigest: null }, 'plain')
    expect(decidedCard(plain, approver, parts)?.keyboard).toBe('N')
  })
  test('while it waits there is nothing to edit', () => {
    expect(decidedCard(waiting, approver, parts)).toBeUndefined()
  })
})

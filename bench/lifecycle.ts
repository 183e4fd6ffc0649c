import { createHash, randomBytes } from 'node:crypto'
import { expectOk, field, form, type HttpClient } from './http-client.ts'
import type { EventTexts } from './event-texts.ts'
import type { BenchPortal } from './portal.ts'

export const siteKey = 'bench-site-key-0123456789abcdef0123'
export const returnTo = 'http://127.0.0.1:1/back'

export type Started = {
  readonly id: string
  readonly code: string
  readonly cookie: string
  readonly verifier: string
}

/** The site asks for a pairing and the browser opens it. */
export const start = async (http: HttpClient): Promise<Started> => {
  const verifier = randomBytes(32).toString('base64url')
  const asked = {
    state: 'state-of-the-bench',
    nonce: 'nonce-of-the-bench',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    return_to: returnTo,
    initiator: 'anna@example.com',
  }
  const created = await http.post('/pairings', JSON.stringify(asked), {
    authorization: `Bearer ${siteKey}`,
    'content-type': 'application/json',
  })
  expectOk('create', created)
  const startToken = /start=([0-9a-f]{64})/.exec(field(created.text, 'start_url'))?.[1]
  const opened = await http.post('/pair/bench/start', `start=${startToken}`, {
    accept: 'application/json',
    'content-type': form,
    'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
  })
  expectOk('start', opened)
  const [cookie] = opened.cookies
  const code = /[0-9a-f]{64}(?![0-9a-f])/.exec(field(opened.text, 'webLink'))?.[0]
  if (!cookie || !code) throw new Error(`start: no cookie or no code in ${opened.text}`)
  return { id: field(created.text, 'id'), code, cookie, verifier }
}

/** The portal tells that a person has followed the link. */
export const follow = async (http: HttpClient, texts: EventTexts, at: { code: string; userId: number }) =>
  expectOk('context event', await http.post(texts.path, texts.context(at), { 'content-type': form }))

/**
 * One pairing from the site's first request to the signed token: create, start, context event, card, press, edit,
 * collect, exchange. The browser collects when the card shows that it was pressed.
 */
export const runLifecycle = async (
  http: HttpClient,
  {
    portal,
    texts,
    userId,
  }: { readonly portal: BenchPortal; readonly texts: EventTexts; readonly userId: number },
): Promise<void> => {
  const { id, code, cookie, verifier } = await start(http)
  const cardTold = portal.cardOf(id)
  await follow(http, texts, { code, userId })
  const { nonce, messageId } = await cardTold
  const edited = portal.editOf(messageId)
  const press = texts.press({ pairingId: id, nonce, messageId, userId })
  expectOk('press', await http.post(texts.path, press, { 'content-type': form }))
  await edited
  const collected = await http.post('/pair/bench/collect', '', { cookie, 'content-type': form })
  expectOk('collect', collected)
  const result = new URL(field(collected.text, 'redirect')).searchParams.get('code') ?? ''
  const exchanged = await http.post(
    '/pairings/token',
    JSON.stringify({ code: result, code_verifier: verifier }),
    {
      authorization: `Bearer ${siteKey}`,
      'content-type': 'application/json',
    },
  )
  expectOk('exchange', exchanged)
  field(exchanged.text, 'token')
}

import { createLocalJWKSet, decodeProtectedHeader, jwtVerify, type JSONWebKeySet } from 'jose'
import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { openTestSqlite } from '../../testing/worker/test-databases.ts'
import { createSealer } from './create-sealer.ts'
import { createTokenSigner, type RotatingSigner } from './create-token-signer.ts'

const day = 24 * 60 * 60_000
const minute = 60_000
const start = 1_000_000_000_000
const issuer = 'https://worker.example'
const [oldKey, newKey] = [randomBytes(32).toString('base64'), randomBytes(32).toString('base64')]
const claims = { audience: 'shop', subject: 'm1:2', nonce: 'n1', name: 'Ada', lifetimeSeconds: 300 }

const openWorld = async () => {
  const { stores, clock, setNow, run } = await openTestSqlite()
  const startWorker = (workerKeys = oldKey) =>
    createTokenSigner({ keys: stores.keys, sealer: createSealer(workerKeys), clock, issuer })
  return { startWorker, clock, setNow, run }
}

const check = (token: string, signer: RotatingSigner, now: number) =>
  // jose's type wants mutable lists; it only reads.
  jwtVerify(token, createLocalJWKSet(signer.publicKeys() as unknown as JSONWebKeySet), {
    issuer,
    audience: 'shop',
    currentDate: new Date(now),
  })

const kids = (signer: RotatingSigner) => signer.publicKeys().keys.map(({ kid }) => kid)

test('a token says who, for whom, by whom and until when, and is checked with the published keys', async () => {
  const { startWorker } = await openWorld()
  const signer = await startWorker()
  const { payload, protectedHeader } = await check(await signer.sign(claims), signer, start + 299_000)
  expect(protectedHeader).toEqual({ alg: 'EdDSA', kid: kids(signer)[0], typ: 'JWT' })
  expect(payload).toEqual({
    iss: issuer,
    aud: 'shop',
    sub: 'm1:2',
    nonce: 'n1',
    name: 'Ada',
    iat: start / 1000,
    exp: start / 1000 + 300,
    jti: payload.jti,
  })
  expect(payload.jti).toMatch(/^[0-9a-f]{32}$/)
  await expect(check(await signer.sign(claims), signer, start + 300_000)).rejects.toThrow(/exp/)
})

test('no private half is ever published, or stored as it is', async () => {
  const { startWorker, run } = await openWorld()
  const signer = await startWorker()
  for (const key of signer.publicKeys().keys)
    expect(Object.keys(key).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x'])
  expect(JSON.stringify(await run('select * from signing_keys'))).not.toContain('\\"d\\"')
})

test('workers that start at once, and one that starts again, share one key', async () => {
  const { startWorker } = await openWorld()
  const workers = await Promise.all([startWorker(), startWorker(), startWorker()])
  const later = await startWorker()
  expect(new Set([...workers, later].flatMap(kids)).size).toBe(1)
  const [one] = workers
  if (one) await check(await one.sign(claims), later, start)
})

test('a new key is shown before it signs, and the old one until nothing it signed is valid', async () => {
  const { startWorker, setNow } = await openWorld()
  const signer = await startWorker()
  const other = await startWorker()
  const [first] = kids(signer)
  const signsWith = async (worker: RotatingSigner) => decodeProtectedHeader(await worker.sign(claims)).kid
  const at = async (now: number) => {
    await setNow(now)
    await signer.refresh()
  }
  await at(start + 30 * day - 1)
  expect(kids(signer)).toHaveLength(1)
  await at(start + 30 * day)
  const second = kids(signer)[1]
  expect(second).toBeDefined()
  expect(await signsWith(signer)).toBe(first)
  await other.refresh()
  expect(kids(other)).toEqual([first, second])
  await at(start + 30 * day + 15 * minute - 1)
  const last = await signer.sign(claims)
  expect(decodeProtectedHeader(last).kid).toBe(first)
  await at(start + 30 * day + 15 * minute)
  expect(await signsWith(signer)).toBe(second)
  expect(await signsWith(other)).toBe(second)
  await at(start + 30 * day + 20 * minute - 1_000)
  await check(last, signer, start + 30 * day + 19 * minute)
  await at(start + 30 * day + 75 * minute)
  expect(kids(signer)).toEqual([second])
})

test('keys are sealed anew when WORKER_KEYS has a newer one, and survive the old one', async () => {
  const { startWorker } = await openWorld()
  const before = await startWorker(oldKey)
  await startWorker(`${newKey},${oldKey}`)
  const after = await startWorker(newKey)
  expect(kids(after)).toEqual(kids(before))
  await check(await before.sign(claims), after, start)
  await expect(startWorker(oldKey)).rejects.toThrow(/WORKER_KEYS/)
})

import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { openTestSqlite } from '../../testing/worker/test-databases.ts'
import { createSealer } from './create-sealer.ts'
import { createSecrets, openSecrets, replaceRoot } from './create-secrets.ts'

const makeKey = () => randomBytes(32).toString('base64')
const [oldKey, newKey, foreignKey] = [makeKey(), makeKey(), makeKey()]
const root = randomBytes(32).toString('hex')
const secrets = createSecrets({ sealer: createSealer(oldKey), root })

test('what is sealed is opened, and looks different each time', () => {
  const text = 'a token, ключ, 🔑'
  const sealed = secrets.seal(text)
  expect(secrets.open(sealed)).toBe(text)
  expect(sealed).not.toContain('token')
  expect(secrets.seal(text)).not.toBe(sealed)
  expect(secrets.open(secrets.seal(''))).toBe('')
})

test('every changed character of a sealed text is noticed', () => {
  const sealed = secrets.seal('secret')
  for (let at = 0; at < sealed.length; at++) {
    const other = sealed[at] === 'A' ? 'Q' : 'A'
    const tampered = sealed.slice(0, at) + other + sealed.slice(at + 1)
    expect(() => secrets.open(tampered), `character ${at}`).toThrow()
  }
  expect(() => secrets.open(sealed.slice(0, 20))).toThrow(/cut off/)
})

test('after a rotation the new key seals and both open; a foreign key opens nothing', () => {
  const before = createSealer(oldKey).seal('text')
  const rotated = createSealer(`${newKey}, ${oldKey}`)
  expect(rotated.open(before)).toBe('text')
  expect(rotated.isNewest(before)).toBe(false)
  const after = rotated.seal(rotated.open(before))
  expect(rotated.isNewest(after)).toBe(true)
  expect(createSealer(newKey).open(after)).toBe('text')
  expect(() => createSealer(newKey).open(before)).toThrow(/WORKER_KEYS/)
  expect(() => createSealer(foreignKey).open(after)).toThrow(/WORKER_KEYS/)
})

test('a key id of another key does not help: the text is bound to its prefix', () => {
  const both = createSealer(`${newKey},${oldKey}`)
  const [sealedOld, sealedNew] = [createSealer(oldKey).seal('text'), createSealer(newKey).seal('text')]
  const mixed = sealedNew.slice(0, 12) + sealedOld.slice(12)
  expect(() => both.open(mixed)).toThrow()
})

test.for([
  ['', /names no key/],
  ['too short', /key 1 is not base64 of 32 bytes/],
  [`${oldKey},${randomBytes(16).toString('base64')}`, /key 2 is not base64 of 32 bytes/],
  [oldKey.replace(/^./, '*'), /key 1 is not/],
] as const)('WORKER_KEYS %j is refused by number, without showing it', ([text, message]) => {
  expect(() => createSealer(text)).toThrow(message)
})

test('texts are equal or not, whatever their lengths', () => {
  expect(secrets.isEqual('abc', 'abc')).toBe(true)
  expect(secrets.isEqual('', '')).toBe(true)
  for (const [left, right] of [
    ['abc', 'abd'],
    ['abc', 'ab'],
    ['', 'a'],
    ['é', 'e'],
  ] as const)
    expect(secrets.isEqual(left, right)).toBe(false)
})

test('random, digest and challenge are what they are called', () => {
  expect(secrets.randomHex(32)).toMatch(/^[0-9a-f]{64}$/)
  expect(secrets.randomHex(32)).not.toBe(secrets.randomHex(32))
  expect(secrets.digest('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  // RFC 7636, appendix B.
  expect(secrets.challengeOf('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe(
    'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  )
})

test('a derived secret is the same for the same words and another for any other', () => {
  const derived = secrets.derive('confirm', 'a', 'bc')
  expect(derived).toMatch(/^[0-9a-f]{64}$/)
  expect(secrets.derive('confirm', 'a', 'bc')).toBe(derived)
  for (const other of [
    secrets.derive('decline', 'a', 'bc'),
    secrets.derive('confirm', 'ab', 'c'),
    secrets.derive('confirm', 'a', 'bc', ''),
    createSecrets({ sealer: createSealer(oldKey), root: randomBytes(32).toString('hex') }).derive(
      'confirm',
      'a',
      'bc',
    ),
  ])
    expect(other).not.toBe(derived)
})

test('what is derived stays while a key comes and the old one goes, and is the same for every worker', async () => {
  const { keys } = (await openTestSqlite()).stores
  const derived = []
  for (const workerKeys of [oldKey, oldKey, `${newKey},${oldKey}`, newKey])
    derived.push((await openSecrets({ workerKeys, keys })).derive('confirm', 'p1'))
  expect(new Set(derived).size).toBe(1)
})

test('the database alone does not tell the root', async () => {
  const { stores, run } = await openTestSqlite()
  await openSecrets({ workerKeys: oldKey, keys: stores.keys })
  await expect(openSecrets({ workerKeys: foreignKey, keys: stores.keys })).rejects.toThrow(/WORKER_KEYS/)
  const [row] = await run('select sealed from root_keys')
  expect(row?.sealed).toMatch(/^v1\.[0-9a-f]{8}\./)
})

test('with another root everything is derived anew, and what was sealed is opened all the same', async () => {
  const { keys } = (await openTestSqlite()).stores
  const before = await openSecrets({ workerKeys: oldKey, keys })
  const sealed = before.seal('a token')
  await replaceRoot(before, keys)
  const after = await openSecrets({ workerKeys: oldKey, keys })
  expect(after.derive('confirm', 'pairing')).not.toBe(before.derive('confirm', 'pairing'))
  expect(after.open(sealed)).toBe('a token')
})

import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { openTestSqlite } from '../../testing/worker/test-databases.ts'
import { openSecrets } from './create-secrets.ts'
import { createSessionSigner } from './session-signer.ts'

const makeKey = () => randomBytes(32).toString('base64')

/** As a worker opens it with these WORKER_KEYS. */
const openWith = async () => {
  const { keys } = (await openTestSqlite()).stores
  const secretsOf = (workerKeys: string) => openSecrets({ workerKeys, keys })
  const signerOf = async (workerKeys: string) =>
    createSessionSigner({
      keys: (await secretsOf(workerKeys)).deriveFromKeys('console-session'),
      now: () => 1_000_000,
    })
  return { keys, secretsOf, signerOf }
}

test('a session lives on while a key comes, and dies with the key that signed it', async () => {
  const { signerOf } = await openWith()
  const [old, next] = [makeKey(), makeKey()]
  const session = await (await signerOf(old)).sign({ userId: 1 }, 2_000_000)
  expect(await (await signerOf(`${next},${old}`)).verify(session)).toMatchObject({ userId: 1 })
  const later = await signerOf(next)
  expect(await later.verify(session)).toBeUndefined()
  const renewed = await (await signerOf(`${next},${old}`)).sign({ userId: 1 }, 2_000_000)
  expect(await later.verify(renewed)).toMatchObject({ userId: 1 })
})

test('whoever knows the root of derived secrets can sign no session', async () => {
  const { secretsOf, signerOf } = await openWith()
  const key = makeKey()
  const secrets = await secretsOf(key)
  const forger = createSessionSigner({ keys: [secrets.derive('console-session')], now: () => 1_000_000 })
  const forged = await forger.sign({ userId: 1 }, 2_000_000)
  expect(await (await signerOf(key)).verify(forged)).toBeUndefined()
})

import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto'
import type { Sealer } from '../ports/secrets.ts'

type Key = { readonly id: string; readonly bytes: Buffer }

const ivBytes = 12
const tagBytes = 16

const keyOf = (text: string, at: number): Key => {
  const bytes = Buffer.from(text, 'base64')
  // Node skips what is no base64, so the text is compared with what it was read as.
  if (bytes.length !== 32 || bytes.toString('base64').replace(/=+$/, '') !== text.replace(/=+$/, ''))
    throw new Error(`WORKER_KEYS: key ${at + 1} is not base64 of 32 bytes (openssl rand -base64 32).`)
  const id = createHash('sha256').update('key id').update(bytes).digest('hex').slice(0, 8)
  return { id, bytes }
}

/**
 * AES-256-GCM with the keys of `WORKER_KEYS`: base64 of 32 bytes each, comma separated. The first seals; all of them
 * open. What is sealed begins with its key's id: `v1.1f2e3d4c.…`.
 */
export const createSealer = (workerKeys: string): Sealer => {
  const keys = workerKeys
    .split(',')
    .map((text) => text.trim())
    .filter(Boolean)
    .map(keyOf)
  const [newest] = keys
  if (!newest) throw new Error('WORKER_KEYS: names no key (openssl rand -base64 32).')
  const prefixOf = ({ id }: Key) => `v1.${id}.`

  return {
    seal: (text) => {
      const prefix = prefixOf(newest)
      const iv = randomBytes(ivBytes)
      const cipher = createCipheriv('aes-256-gcm', newest.bytes, iv).setAAD(Buffer.from(prefix))
      const body = Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
      return prefix + body.toString('base64url')
    },
    open: (sealed) => {
      const key = keys.find((one) => sealed.startsWith(prefixOf(one)))
      if (!key) throw new Error('Sealed with a key that WORKER_KEYS does not name.')
      const prefix = prefixOf(key)
      const body = Buffer.from(sealed.slice(prefix.length), 'base64url')
      if (body.length < ivBytes + tagBytes) throw new Error('The sealed text is cut off.')
      const decipher = createDecipheriv('aes-256-gcm', key.bytes, body.subarray(0, ivBytes), {
        authTagLength: tagBytes,
      })
      decipher.setAAD(Buffer.from(prefix)).setAuthTag(body.subarray(-tagBytes))
      return Buffer.concat([decipher.update(body.subarray(ivBytes, -tagBytes)), decipher.final()]).toString(
        'utf8',
      )
    },
    deriveFromKeys: (purpose) =>
      keys.map(({ bytes }) => createHmac('sha256', bytes).update(`derive ${purpose}`).digest('hex')),
    isNewest: (sealed) => sealed.startsWith(prefixOf(newest)),
  }
}

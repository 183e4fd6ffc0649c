import { decodeForm } from '../../lib/form-codec.ts'
import { isMap, type RawParams } from './read-params.ts'

/** A REST address taken apart. */
export type RestPath = {
  /** As it was spelt, without a format suffix. */
  readonly method: string
  readonly webhook: { readonly userId: number; readonly code: string } | undefined
}

/** `/rest/{method}` or `/rest/{user}/{code}/{method}`, double slashes and a `.json` suffix allowed. */
export const readRestPath = (pathname: string): RestPath => {
  const parts = pathname.split('/').filter((part) => part !== '')
  const [, first = '', second = '', third = ''] = parts.map(decodePart)
  const isWebhook = parts.length >= 4 && /^\d+$/.test(first)
  return {
    method: (isWebhook ? third : first).replace(/\.json$/i, ''),
    webhook: isWebhook ? { userId: Number(first), code: second } : undefined,
  }
}

const decodePart = (part: string) => {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

/** What PHP makes of JSON: an empty object is an empty list, and so is a map of 0..n in order. */
const asPhp = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(asPhp)
  if (!isMap(value)) return value
  const entries = Object.entries(value).map(([key, item]) => [key, asPhp(item)] as const)
  return entries.every(([key], index) => key === String(index))
    ? entries.map(([, item]) => item)
    : Object.fromEntries(entries)
}

const readJson = (text: string): RawParams => {
  try {
    const value: unknown = JSON.parse(text)
    if (Array.isArray(value)) return Object.fromEntries(Object.entries(value.map(asPhp)))
    if (!isMap(value)) return {}
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, asPhp(item)]))
  } catch {
    // The platform ignores an invalid body without a word.
    return {}
  }
}

const readMultipart = async (request: Request): Promise<RawParams> => {
  try {
    const pairs = [...(await request.formData())].map(async ([name, value]) => {
      const text = typeof value === 'string' ? value : await value.text()
      return `${encodeURIComponent(name)}=${encodeURIComponent(text)}`
    })
    return decodeForm((await Promise.all(pairs)).join('&'))
  } catch {
    // As with JSON: what cannot be read is not there.
    return {}
  }
}

const readBody = async (request: Request): Promise<RawParams> => {
  if (request.method !== 'POST') return {}
  const type = request.headers.get('content-type')?.toLowerCase() ?? ''
  if (type.includes('multipart/form-data')) return readMultipart(request)
  const text = await request.text()
  if (type.includes('json')) return readJson(text)
  return decodeForm(text)
}

/** Everything the caller sent: the query below the body. */
export const readParams = async (request: Request): Promise<RawParams> => ({
  ...decodeForm(new URL(request.url).search.slice(1)),
  ...(await readBody(request)),
})

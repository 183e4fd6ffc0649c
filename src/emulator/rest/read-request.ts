import { decodeForm, entriesOfForm } from '../../lib/form-codec.ts'
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

/** PHP's `json_decode` gives up on anything nested as deep as this. */
const phpJsonDepth = 512

const hasLoneSurrogate = (item: unknown) => typeof item === 'string' && /\p{Surrogate}/u.test(item)

const membersOf = (item: unknown): unknown[] => {
  if (Array.isArray(item)) return item
  return isMap(item) ? [...Object.keys(item), ...Object.values(item)] : []
}

/** Whether PHP refuses a text of this content: nested too deep, or with half a character in it. */
const isUnreadable = (value: unknown): boolean => {
  let level: unknown[] = [value]
  for (let depth = 1; ; depth += 1) {
    if (level.some(hasLoneSurrogate)) return true
    const containers = level.filter((item) => typeof item === 'object' && item !== null)
    if (containers.length === 0) return false
    if (depth === phpJsonDepth) return true
    level = containers.flatMap(membersOf)
  }
}

/** JSON as PHP reads it; undefined when it cannot, or when it is no JSON at all. */
export const parseJson = (text: string): unknown => {
  try {
    const value: unknown = JSON.parse(text)
    return isUnreadable(value) ? undefined : value
  } catch {
    return undefined
  }
}

/** The parameters of a JSON body. One that cannot be read is ignored without a word. */
const readJson = (text: string): RawParams => {
  const value = parseJson(text)
  if (Array.isArray(value)) return Object.fromEntries(Object.entries(value.map(asPhp)))
  if (!isMap(value)) return {}
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, asPhp(item)]))
}

const readMultipart = async (request: Request): Promise<string> => {
  try {
    const pairs = [...(await request.formData())].map(async ([name, value]) => {
      const text = typeof value === 'string' ? value : await value.text()
      return `${encodeURIComponent(name)}=${encodeURIComponent(text)}`
    })
    return (await Promise.all(pairs)).join('&')
  } catch {
    // As with JSON: what cannot be read is not there.
    return ''
  }
}

type Entries = readonly (readonly [string, unknown])[]

/** Keys of whole numbers are marked while the text is parsed, or an object would put them first. */
const entriesOfJson = (text: string, name: string): Entries => {
  const value = parseJson(text.replace(/"(\d+)"(?=\s*:)/g, '"\\u0000$1"'))
  const member = isMap(value) ? value[name] : undefined
  if (!Array.isArray(member) && !isMap(member)) return []
  return Object.entries(member).map(([key, item]) => [key.replace('\0', ''), item])
}

/** What a caller sent. */
type Sent = {
  readonly params: RawParams
  /** The members of a parameter in the order they were sent in. */
  readonly entriesOf: (name: string) => Entries
}

const formOf = (text: string): Sent => ({
  params: decodeForm(text),
  entriesOf: (name) => entriesOfForm(text, name),
})

const readBody = async (request: Request): Promise<Sent> => {
  if (request.method !== 'POST') return formOf('')
  const type = request.headers.get('content-type')?.toLowerCase() ?? ''
  if (type.includes('multipart/form-data')) return formOf(await readMultipart(request))
  const text = await request.text()
  if (!type.includes('json')) return formOf(text)
  return { params: readJson(text), entriesOf: (name) => entriesOfJson(text, name) }
}

/** Everything the caller sent: the query below the body. */
export const readRequest = async (request: Request): Promise<Sent> => {
  const query = formOf(new URL(request.url).search.slice(1))
  const body = await readBody(request)
  return {
    params: { ...query.params, ...body.params },
    entriesOf: (name) => (name in body.params ? body : query).entriesOf(name),
  }
}

import * as z from 'zod/mini'
import { findJsonLosses, type JsonLoss } from '../json-losses.ts'
import { savedLinkSchema, type SavedLink } from './saved-link.ts'

const format = 'b24-bot-console.links'
const version = 1

/** A larger file is not read: ten times what a portal's library holds. */
export const largestFileBytes = 10_000_000

/**
 * The file a library is carried in. No token, no address of a webhook: a saved link has none; what somebody has written
 * into a context is in it as it is in the link.
 */
const libraryFileSchema = z.object({
  format: z.literal(format),
  /** Grows when an older console could misread the file. */
  version: z.int(),
  /** ISO 8601. */
  exportedAt: z.string(),
  /** The portal it was exported in; ids of bots mean something there only. */
  portalOrigin: z.string(),
  /** `SavedLink`s; read one by one, so that a damaged one does not cost the others. */
  links: z.array(z.unknown()),
})

/** One entry of a file: a link, or what is wrong with it and where: `recipe.botId is missing`. */
export type FileEntry =
  | { readonly kind: 'link'; readonly link: SavedLink }
  | { readonly kind: 'damaged'; readonly name: string; readonly reason: string }

/** Why a whole file cannot be read. */
export type FileProblem = 'tooLarge' | 'notJson' | 'notOurs' | 'newer' | 'empty'

export type ReadFile =
  | { readonly kind: 'read'; readonly portalOrigin: string; readonly entries: readonly FileEntry[] }
  | { readonly kind: 'unreadable'; readonly problem: FileProblem }

const unreadable = (problem: FileProblem): ReadFile => ({ kind: 'unreadable', problem })

const nameOf = (value: unknown, index: number): string => {
  const name = z.object({ name: z.string() }).safeParse(value).data?.name
  return name || `Entry ${index + 1}`
}

const mapSchema = z.record(z.string(), z.unknown())

const valueAt = (value: unknown, [key, ...rest]: readonly PropertyKey[]): unknown => {
  if (key === undefined) return value
  const inner = Array.isArray(value) ? { ...(value as unknown[]) } : mapSchema.safeParse(value).data
  return inner && valueAt(Reflect.get(inner, key), rest)
}

const entryOf = (value: unknown, index: number, loss: string | undefined): FileEntry => {
  const { data, error } = savedLinkSchema.safeParse(value)
  if (data && loss !== undefined) return { kind: 'damaged', name: data.name, reason: loss }
  if (data) return { kind: 'link', link: data }
  const [issue] = error.issues
  const where = issue?.path.join('.') ?? ''
  const what = (issue && valueAt(value, issue.path)) === undefined ? 'is missing' : 'is not what it should be'
  return { kind: 'damaged', name: nameOf(value, index), reason: `${where || 'the entry'} ${what}` }
}

/** Of two entries with one id the last counts, as in JSON itself; the earlier is told as damaged. */
const lastOfEach = (entries: readonly FileEntry[]): readonly FileEntry[] => {
  const last = new Map(entries.flatMap((entry, at) => (entry.kind === 'link' ? [[entry.link.id, at]] : [])))
  return entries.map((entry, at): FileEntry => {
    if (entry.kind === 'damaged' || last.get(entry.link.id) === at) return entry
    return { kind: 'damaged', name: entry.link.name, reason: 'the same id comes again further down' }
  })
}

const lossText = ({ kind, path, text }: JsonLoss): string => {
  const [, , ...inside] = path
  const where = inside.join('.') || 'the entry'
  return kind === 'number'
    ? `${where} is ${text.slice(0, 40)}, which would become another number`
    : `${where} comes twice, and only the last would stay`
}

/** Why an entry would not be kept as it is written, by its place in the file. */
const lossesOf = (text: string): ReadonlyMap<number, string> => {
  const found = new Map<number, string>()
  for (const loss of findJsonLosses(text)) {
    const [list, at] = loss.path
    if (list === 'links' && typeof at === 'number' && !found.has(at)) found.set(at, lossText(loss))
  }
  return found
}

const tryJson = (text: string): { readonly value: unknown } | undefined => {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return undefined
  }
}

/** Reads what somebody gave as a library; a mark at the beginning (BOM), as some editors leave it, does no harm. */
export const readLibraryFile = (text: string): ReadFile => {
  if (text.length > largestFileBytes) return unreadable('tooLarge')
  const json = tryJson(text.replace(/^\ufeff/, ''))
  if (!json) return unreadable('notJson')
  const { data: file } = libraryFileSchema.safeParse(json.value)
  if (!file) return unreadable('notOurs')
  if (file.version > version) return unreadable('newer')
  if (file.links.length === 0) return unreadable('empty')
  const losses = lossesOf(text)
  const entries = file.links.map((value, index) => entryOf(value, index, losses.get(index)))
  return { kind: 'read', portalOrigin: file.portalOrigin, entries: lastOfEach(entries) }
}

/** The text of a file with these links; `at` is epoch milliseconds. */
export const writeLibraryFile = (
  links: readonly SavedLink[],
  { portalOrigin, at }: { readonly portalOrigin: string; readonly at: number },
): string => {
  const file = { format, version, exportedAt: new Date(at).toISOString(), portalOrigin, links }
  return `${JSON.stringify(file, null, 2)}\n`
}

/** `links company.bitrix24.com 2026-11-20.json`, dated in UTC. */
export const libraryFileName = (portalOrigin: string, at: number): string =>
  `links ${new URL(portalOrigin).hostname} ${new Date(at).toISOString().slice(0, 10)}.json`

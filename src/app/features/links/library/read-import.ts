import {
  largestFileBytes,
  readLibraryFile,
  type FileEntry,
  type ReadFile,
} from '../../../../contract/links/library-file.ts'
import { findJsonLosses, type JsonLoss } from '../../../../lib/json-losses.ts'

const reasonOf = ({ kind, path, text }: JsonLoss): string => {
  const shown = text.slice(0, 40)
  const where = path.slice(2).join('.')
  return kind === 'number'
    ? `${where || 'the entry'} is ${shown}, which would become another number`
    : `${where} comes twice, and only the last would stay`
}

/** Why an entry would not be kept as it is written, by its place in the file. */
const lossesOf = (text: string): ReadonlyMap<number, string> => {
  const found = new Map<number, string>()
  for (const loss of findJsonLosses(text)) {
    const [list, at] = loss.path
    if (list === 'links' && typeof at === 'number' && !found.has(at)) found.set(at, reasonOf(loss))
  }
  return found
}

/** Reads the text of a library's file; an entry that JSON itself would alter is told as damaged. */
export const readImport = (text: string): ReadFile => {
  const read = readLibraryFile(text)
  if (read.kind === 'unreadable') return read
  const losses = lossesOf(text)
  const entries = read.entries.map((entry, at): FileEntry => {
    const reason = losses.get(at)
    if (entry.kind === 'damaged' || reason === undefined) return entry
    return { kind: 'damaged', name: entry.link.name, reason }
  })
  return { ...read, entries }
}

export const readImportFile = async (file: File): Promise<ReadFile> =>
  file.size > largestFileBytes ? { kind: 'unreadable', problem: 'tooLarge' } : readImport(await file.text())

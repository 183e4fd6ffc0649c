import { useState } from 'react'
import { fits, type BulkMapping } from './bulk-mapping.ts'
import type { ReadRows } from './bulk-queries.ts'
import { purposesToStartFrom, startOfPurpose, type BulkStart } from './bulk-start.ts'
import { findKeptMapping, keepMapping } from './kept-mapping.ts'
import { mapStart } from './map-start.ts'
import type { StartFrom } from './use-start.ts'

type Before = { readonly mapping: BulkMapping; readonly start: BulkStart | null }
type State = { readonly mapping: BulkMapping; readonly before: Before | undefined }

const asUsed = (start: BulkStart | null): BulkStart | null => start && { ...start, isNew: false }

/** A mapping outlives what it was started from; its purpose it remembers. */
const startOf = ({ template }: BulkMapping): BulkStart | null => {
  const purpose = purposesToStartFrom.find(({ id }) => id === template)
  return purpose ? startOfPurpose(purpose) : null
}

/**
 * The mapping of these rows: the one kept from last time if it finds its columns, or a new one from what they start from.
 * What a start that has just been chosen puts aside can be had back.
 */
export const useMapping = (owner: string, { about: { columns, guessed } }: ReadRows, from: StartFrom) => {
  const { start, choose } = from
  const made = (of: BulkStart | null) => (of ? mapStart(of, columns, guessed) : guessed)
  const [{ mapping, before }, setState] = useState((): State => {
    const found = findKeptMapping(owner)
    const isOf = !start || start.isNew || found?.template === start.recipe.template
    const kept = found && isOf && fits(found, columns) ? found : undefined
    if (!start?.isNew) return { mapping: kept ?? made(start), before: undefined }
    return { mapping: made(start), before: kept && { mapping: kept, start: startOf(kept) } }
  })
  const current = start ?? startOf(mapping)
  const put = (next: BulkMapping, of: BulkStart | null, undo?: Before) => {
    keepMapping(owner, next)
    choose(asUsed(of))
    setState({ mapping: next, before: undo })
  }
  const again = (of: BulkStart | null) => put(made(of), of, { mapping, start: current })
  return {
    mapping,
    start: current,
    change: (next: BulkMapping) => put(next, current),
    guess: () => again(current),
    startFrom: again,
    undo: before && (() => put(before.mapping, before.start)),
  }
}

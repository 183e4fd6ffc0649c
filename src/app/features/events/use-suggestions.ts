import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { EventView, SeenColumn } from '../../events/event-view.ts'
import type { Asked } from '../../events/query/complete-query.ts'
import { askedAt, termsFor } from '../../events/query/complete-query.ts'
import type { TermKey } from '../../events/query/query-terms.ts'
import { showControls } from '../../ui/show-controls.ts'
import type { Suggestion } from '../../ui/suggest-field.tsx'
import { shortTypeOf } from './event-families.ts'
import { fixedValues, termHints } from './query-texts.ts'

const columns: Readonly<Partial<Record<TermKey, SeenColumn>>> = {
  type: 'type',
  bot: 'bot',
  user: 'user',
  dialog: 'dialog',
}

const fixedFor = (key: TermKey, part: string): readonly Suggestion[] =>
  (fixedValues[key] ?? [])
    .filter(([value]) => value.startsWith(part.toLowerCase()) && value !== part)
    .map(([value, hint]) => ({ value, label: value, hint }))

/** What could stand where the caret is: terms, or values that the log has seen, with how often. */
export const useSuggestions = (options: {
  readonly view: EventView
  /** Whose log it is. */
  readonly owner: string
  readonly text: string
  readonly caret: number | undefined
}): { readonly asked: Asked | undefined; readonly suggestions: readonly Suggestion[] } => {
  const { view, owner, text, caret } = options
  const asked = caret === undefined ? undefined : askedAt(text, caret)
  const key = asked?.what === 'value' ? asked.key : undefined
  const column = key && columns[key]
  const part = asked?.part ?? ''
  const seen = useQuery({
    queryKey: ['event values', owner, column, part],
    queryFn: () => (column ? view.values(column, part) : []),
    enabled: column !== undefined,
    networkMode: 'always',
    staleTime: 5000,
    gcTime: 30_000,
    placeholderData: keepPreviousData,
  })
  if (!asked) return { asked, suggestions: [] }
  if (asked.what === 'term')
    return {
      asked,
      suggestions: termsFor(part).map((term) => ({
        value: term,
        label: `${term}${term === 'text' || term === 'payload' ? '~' : ':'}`,
        hint: termHints[term],
      })),
    }
  if (!column) return { asked, suggestions: fixedFor(asked.key, part) }
  const suggestions = (seen.data ?? [])
    .filter(({ value }) => value !== '')
    .map(({ value, name, count }) => ({
      value,
      label: showControls(column === 'type' ? shortTypeOf(value) : name ? `${name} (${value})` : value),
      hint: count.toLocaleString('en'),
    }))
  return { asked, suggestions }
}

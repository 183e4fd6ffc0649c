import { CloseButton } from '@mantine/core'
import type { ReactNode, Ref } from 'react'
import { useId, useImperativeHandle, useRef, useState } from 'react'
import type { EventView } from '../../events/event-view.ts'
import { complete } from '../../events/query/complete-query.ts'
import type { QueryProblem } from '../../events/query/parse-query.ts'
import { longestQuery } from '../../events/query/parse-query.ts'
import type { SuggestFieldHandle } from '../../ui/suggest-field.tsx'
import { SuggestField } from '../../ui/suggest-field.tsx'
import styles from './filter-bar.module.css'
import { beginningOf, problemText } from './query-texts.ts'
import { useSuggestions } from './use-suggestions.ts'

type FilterBarProps = {
  readonly ref: Ref<SuggestFieldHandle>
  readonly view: EventView
  readonly owner: string
  /** The filter that is applied. */
  readonly query: string
  readonly problems: readonly QueryProblem[]
  /** `isFirst`: the first change since the field was entered, to which one may want to go back. */
  readonly onQuery: (query: string, isFirst: boolean) => void
  readonly onLeave: () => void
  /** Beside the field: saved filters, columns. */
  readonly children: ReactNode
}

/** The text of the field, the filter it was changed from, and what was applied from here last. */
type Typed = { readonly text: string; readonly of: string; readonly sent: string }

/** Typing is applied when it pauses. */
const pauseMs = 200

type ProblemsProps = {
  readonly id: string
  readonly query: string
  readonly problems: readonly QueryProblem[]
  readonly onShow: (problem: QueryProblem) => void
}

const Problems = ({ id, query, problems, onShow }: ProblemsProps) => (
  <ul id={id} className={styles.problems} aria-label="What was not understood">
    {problems.slice(0, 5).map((problem) => (
      <li key={`${problem.code} ${problem.from}`}>
        <button type="button" className={styles.place} title="Show it" onClick={() => onShow(problem)}>
          <bdi>{beginningOf(query.slice(problem.from, problem.to)) || '…'}</bdi>
        </button>{' '}
        {problemText(problem)}
      </li>
    ))}
    {problems.length > 5 && <li>and {problems.length - 5} more</li>}
  </ul>
)

/** Where the timeline is narrowed: the query, and what of it was not understood. */
export const FilterBar = ({
  ref,
  view,
  owner,
  query,
  problems,
  onQuery,
  onLeave,
  children,
}: FilterBarProps) => {
  const field = useRef<SuggestFieldHandle>(null)
  const problemsId = useId()
  const [typed, setTyped] = useState<Typed>({ text: query, of: query, sent: query })
  const [caret, setCaret] = useState<number>()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const isFirst = useRef(true)
  useImperativeHandle(ref, () => ({
    focus: () => field.current?.focus(),
    select: (from, to) => field.current?.select(from, to),
  }))
  // Changed by somebody else (the histogram, a saved filter, the way back), unless it is what was typed here.
  if (typed.of !== query)
    setTyped(query === typed.sent ? { ...typed, of: query } : { text: query, of: query, sent: query })
  const { text } = typed
  const { asked, suggestions } = useSuggestions({ view, owner, text, caret })
  const apply = (next: string) => {
    clearTimeout(timer.current)
    if (next === query) return
    setTyped((before) => ({ ...before, text: next, sent: next }))
    onQuery(next, isFirst.current)
    isFirst.current = false
  }
  const type = (next: string) => {
    setTyped((before) => ({ ...before, text: next }))
    clearTimeout(timer.current)
    timer.current = setTimeout(() => apply(next), pauseMs)
  }
  // While a term is being typed, that it has no value yet is nothing to tell.
  const told = problems.filter(({ from, to }) => caret === undefined || !(from <= caret && caret <= to))
  return (
    <section className={styles.bar} aria-label="Filter">
      <div className={styles.line}>
        <SuggestField
          ref={field}
          label="Filter events"
          placeholder="type:command user:274   /"
          text={text}
          maxLength={longestQuery}
          suggestions={suggestions}
          describedBy={told.length > 0 ? problemsId : undefined}
          isInvalid={told.length > 0}
          onText={type}
          onCaret={(at) => {
            if (at === undefined) isFirst.current = true
            setCaret(at)
          }}
          onTake={(value) => {
            if (!asked) return undefined
            const taken = complete(text, asked, value)
            type(taken.text)
            setCaret(taken.caret)
            return taken
          }}
          onEnter={() => apply(text)}
          onEscape={onLeave}
          rightSection={
            text ? (
              <CloseButton
                size="sm"
                aria-label="Clear the filter"
                onClick={() => {
                  isFirst.current = true
                  apply('')
                  setTyped((before) => ({ ...before, text: '' }))
                  field.current?.focus()
                }}
              />
            ) : undefined
          }
        />
        {children}
      </div>
      {told.length > 0 && (
        <Problems
          id={problemsId}
          query={query}
          problems={told}
          onShow={({ from, to }) => field.current?.select(from, to)}
        />
      )}
    </section>
  )
}

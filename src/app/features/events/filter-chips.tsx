import { Button, CloseButton } from '@mantine/core'
import { queryParts, withoutPart } from '../../events/query/edit-query.ts'
import type { QueryProblem } from '../../events/query/parse-query.ts'
import styles from './filter-bar.module.css'
import { beginningOf } from './query-texts.ts'

type FilterChipsProps = {
  readonly query: string
  readonly problems: readonly QueryProblem[]
  readonly onQuery: (query: string) => void
}

/** The parts of the filter that is applied, each to take away. */
export const FilterChips = ({ query, problems, onQuery }: FilterChipsProps) => {
  const parts = queryParts(query)
  if (parts.length === 0) return null
  return (
    <ul className={styles.chips} aria-label="Applied filters">
      {parts.map((part) => {
        const text = query.slice(part.from, part.to)
        const isBad = problems.some(({ from, to }) => from < part.to && to > part.from)
        return (
          <li key={part.from} className={styles.chip} data-bad={isBad || undefined}>
            <span className={styles.chipText} title={beginningOf(text)}>
              <bdi>{beginningOf(text)}</bdi>
            </span>
            <CloseButton
              size="xs"
              aria-label={`Remove ${beginningOf(text)}`}
              onClick={() => onQuery(withoutPart(query, part))}
            />
          </li>
        )
      })}
      {parts.length > 1 && (
        <li>
          <Button size="compact-xs" variant="subtle" onClick={() => onQuery('')}>
            Clear all
          </Button>
        </li>
      )}
    </ul>
  )
}

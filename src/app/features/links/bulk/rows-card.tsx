import { NativeSelect } from '@mantine/core'
import { useCallback, useState } from 'react'
import type { CodeSettings } from '../../../../contract/links/code-settings.ts'
import type { Background } from './background.ts'
import type { CheckedRows } from './bulk-queries.ts'
import type { RowView } from './bulk-protocol.ts'
import { countOf, problemNames, problemTexts } from './bulk-texts.ts'
import { RowDetail } from './row-detail.tsx'
import { RowList } from './row-list.tsx'
import common from '../links.module.css'

const mostNamed = 4

const Counts = ({ counts }: Pick<CheckedRows, 'counts'>) => {
  const { good, warned, failed, byCode } = counts
  return (
    <>
      <p role="status" aria-label="Counts">
        <strong>{countOf(good + warned + failed, 'row')}</strong>: {good.toLocaleString('en')} good,{' '}
        {warned.toLocaleString('en')} to look at, {failed.toLocaleString('en')} broken
      </p>
      {byCode.length > 0 && (
        <p className={common.second}>
          {byCode
            .slice(0, mostNamed)
            .map(
              ({ code, rows }) => `${problemNames[code] ?? problemTexts[code]}: ${rows.toLocaleString('en')}`,
            )
            .join(' · ')}
          {byCode.length > mostNamed && ' · …'}
        </p>
      )}
    </>
  )
}

type RowsCardProps = {
  readonly background: Background
  readonly checked: CheckedRows
  readonly look: CodeSettings
  /** Outlives a change of the mapping, which checks all rows anew. */
  readonly only: 'all' | 'problems'
  readonly onOnly: (only: 'all' | 'problems') => void
  readonly onAgain: () => void
}

/** The rows and their links: those with problems, or all. */
export const RowsCard = ({ background, checked, look, only: wanted, onOnly, onAgain }: RowsCardProps) => {
  const { id, counts } = checked
  const withProblems = counts.warned + counts.failed
  const only = withProblems === 0 ? 'all' : wanted
  const [selected, setSelected] = useState(0)
  const [row, setRow] = useState<RowView>()
  const count = only === 'all' ? counts.good + withProblems : withProblems
  const select = useCallback((place: number, found: RowView | undefined) => {
    setSelected(place)
    if (found) setRow(found)
  }, [])
  return (
    <>
      <Counts counts={counts} />
      <NativeSelect
        label="Show"
        value={only}
        disabled={withProblems === 0}
        data={[
          { value: 'all', label: 'all rows' },
          { value: 'problems', label: `only rows with problems (${withProblems.toLocaleString('en')})` },
        ]}
        onChange={({ currentTarget: { value } }) => {
          onOnly(value === 'problems' ? 'problems' : 'all')
          setSelected(0)
        }}
      />
      <RowList
        key={only}
        background={background}
        checkId={id}
        only={only}
        count={count}
        selected={Math.min(selected, count - 1)}
        onSelect={select}
        onAgain={onAgain}
      />
      {row && <RowDetail row={row} look={look} />}
    </>
  )
}

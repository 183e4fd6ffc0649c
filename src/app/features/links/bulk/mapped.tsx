import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState, type ReactNode } from 'react'
import type { CodeSettings } from '../../../../contract/links/code-settings.ts'
import { usePortal } from '../../../portal/portal-context.tsx'
import type { KnownBot } from '../../../queries/bot-queries.ts'
import { mappingFaults } from './bulk-mapping.ts'
import { checkOptions, type ReadRows } from './bulk-queries.ts'
import type { BulkStart } from './bulk-start.ts'
import { keptTexts } from './bulk-texts.ts'
import { createJobProgress, JobProgress } from './job-progress.tsx'
import { ownerOf } from './kept-mapping.ts'
import { Lost } from './lost.tsx'
import { MappingForm } from './mapping-form.tsx'
import { RowsCard } from './rows-card.tsx'
import { StartSelect } from './start-select.tsx'
import { TakeCard } from './take-card.tsx'
import type { LookFrom } from './use-look.ts'
import { useMapping } from './use-mapping.ts'
import type { StartFrom } from './use-start.ts'
import common from '../links.module.css'
import styles from './bulk.module.css'

type MappedProps = {
  readonly rows: ReadRows
  readonly kept: keyof typeof keptTexts
  readonly chosen: KnownBot
  readonly onAgain: () => void
  readonly from: StartFrom
  readonly drawn: LookFrom
  readonly botSelect: ReactNode
}

/** Rows that have been read: what becomes of them, the links, and the ways to take them. */
export const Mapped = ({ rows, kept, chosen, onAgain, from, drawn, botSelect }: MappedProps) => {
  const portal = usePortal()
  const { columns } = rows.about
  const { mapping, start, change, guess, startFrom, undo } = useMapping(ownerOf(portal), rows, from)
  const { look } = drawn
  const [lookBefore, setLookBefore] = useState<CodeSettings>()
  const [progress] = useState(createJobProgress)
  const [lost, setLost] = useState<Error>()
  const [only, setOnly] = useState<'all' | 'problems'>('all')
  const begin = (next: BulkStart | null, brought?: CodeSettings) => {
    startFrom(next)
    setLookBefore(look)
    if (brought) drawn.change(brought)
  }
  const takeBack = () => {
    undo?.()
    if (lookBefore) drawn.change(lookBefore)
    setLookBefore(undefined)
  }
  const faults = mappingFaults(mapping, columns)
  const faulty = faults.fields.size + faults.parameters.size
  const isReady = faulty === 0 && mapping.fields.length > 0
  const target = { portalOrigin: portal.origin, botDialogId: String(chosen.bot.id) }
  const check = useQuery(checkOptions(rows, { mapping, target, progress, isReady }))
  // A long list of controls is drawn piece by piece, so that the page goes on answering.
  const checked = useDeferredValue(check.data)
  const error = lost ?? (check.error?.name === 'AbortError' ? null : check.error)
  return (
    <>
      <section className={common.card} aria-label="What becomes what">
        <h2>What becomes what</h2>
        {botSelect}
        <StartSelect start={start} onStart={begin} />
        <MappingForm mapping={mapping} columns={columns} faults={faults} onChange={change} />
        <div className={common.actions}>
          <Button
            size="xs"
            variant="default"
            onClick={() => {
              guess()
              setLookBefore(undefined)
            }}
          >
            Guess from the columns
          </Button>
          {undo && (
            <Button size="xs" variant="subtle" onClick={takeBack}>
              Undo
            </Button>
          )}
        </div>
        <p className={common.second}>The mapping is kept in this browser. {keptTexts[kept]}</p>
      </section>
      <div className={`${common.side} ${styles.side}`}>
        <section className={common.card} aria-label="The links">
          <h2>The links</h2>
          {error ? (
            <Lost error={error} onRetry={onAgain} />
          ) : !isReady ? (
            <p role="status">
              {faulty > 0 ? 'Some of the mapping is not right yet.' : 'The context needs a field at least.'}
            </p>
          ) : check.data && checked ? (
            <RowsCard
              key={checked.id}
              background={rows.background}
              checked={checked}
              look={look}
              only={only}
              onOnly={setOnly}
              onAgain={onAgain}
            />
          ) : (
            <JobProgress label="Checking the rows" store={progress} />
          )}
        </section>
        {isReady && check.data && checked && !error && (
          <section className={common.card} aria-label="Take them">
            <h2>Take them</h2>
            <TakeCard
              background={rows.background}
              checked={checked}
              botCode={chosen.bot.code}
              look={look}
              onLook={drawn.change}
              onLost={setLost}
            />
          </section>
        )}
      </div>
    </>
  )
}

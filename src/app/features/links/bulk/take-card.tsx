import { Button, NativeSelect } from '@mantine/core'
import { IconDownload, IconExternalLink } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { correctionOf, type CodeSettings } from '../../../../contract/links/code-settings.ts'
import { useWarnBeforeUnload } from '../../../ui/use-warn-before-unload.ts'
import { risksOf } from '../code/code-advice.ts'
import { CodeLook } from '../code/code-look.tsx'
import { correctionTexts, riskTexts } from '../code/code-texts.ts'
import type { Background } from './background.ts'
import type { CheckedRows } from './bulk-queries.ts'
import type { Taken, TakeOptions } from './bulk-protocol.ts'
import { countOf, sizeOf } from './bulk-texts.ts'
import { createJobProgress, JobProgress } from './job-progress.tsx'
import { isSameTake } from './same-take.ts'
import { labelSizeIds, labelSizes, labelsPerPart, type LabelSizeId } from './label-sheet.ts'
import common from '../links.module.css'
import styles from './bulk.module.css'

const kinds = {
  csv: { name: 'CSV with the links', file: 'links' },
  svgs: { name: 'ZIP of codes, SVG', file: 'codes-svg' },
  pngs: { name: 'ZIP of codes, PNG', file: 'codes-png' },
  labels: { name: 'Labels to print (HTML)', file: 'labels' },
} as const
const kindIds = ['csv', 'svgs', 'pngs', 'labels'] as const
/** Where every row went, so that the numbers add up. */
const whereabouts = (taken: Taken, { as }: TakeOptions): readonly string[] => [
  `${countOf(taken.written, 'row')} ${as === 'csv' ? 'with a link' : 'with a code'}`,
  ...(taken.withoutLink > 0
    ? [
        `${countOf(taken.withoutLink, 'row')} without a link ${as === 'csv' ? '(in the file, with the reason)' : '(left out)'}`,
      ]
    : []),
  ...(taken.unwanted > 0 ? [`${countOf(taken.unwanted, 'row')} with problems left out`] : []),
  ...(taken.uncodable > 0 ? [`${countOf(taken.uncodable, 'row')} too long for a code of this level`] : []),
  ...(taken.elsewhere > 0 ? [`${countOf(taken.elsewhere, 'row')} in the other parts`] : []),
]

const notesOf = (taken: Taken, { as }: TakeOptions): readonly string[] => [
  ...(taken.guarded > 0
    ? [
        `${countOf(taken.guarded, 'cell')} began with =, +, −, @ or a tab: an apostrophe stands before them, so that no spreadsheet runs them.`,
      ]
    : []),
  ...(as !== 'csv' && as !== 'labels' && taken.withoutLink + taken.unwanted + taken.uncodable > 0
    ? ['Rows without a code are listed in left-out.csv inside.']
    : []),
  ...(taken.tooFine > 0
    ? [`${countOf(taken.tooFine, 'code')} have squares under 0.4 mm: choose larger labels, or shorter links.`]
    : []),
]

type TakenFileProps = { readonly taken: Taken; readonly options: TakeOptions; readonly name: string }

const TakenFile = ({ taken, options, name }: TakenFileProps) => {
  const [url] = useState(() => URL.createObjectURL(taken.file))
  useEffect(() => () => URL.revokeObjectURL(url), [url])
  return (
    <div className={styles.result} role="status" aria-label="The file">
      <p>
        <strong>{name}</strong> <span className={common.second}>{sizeOf(taken.file.size)}</span>
      </p>
      <p>{whereabouts(taken, options).join(' · ')}</p>
      {notesOf(taken, options).map((note) => (
        <p key={note} className={styles.note}>
          {note}
        </p>
      ))}
      <div className={common.actions}>
        <Button component="a" href={url} download={name} leftSection={<IconDownload size={16} />}>
          Download
        </Button>
        {options.as === 'labels' && (
          <Button
            component="a"
            href={url}
            target="_blank"
            variant="default"
            leftSection={<IconExternalLink size={16} />}
          >
            Open to print
          </Button>
        )}
      </div>
    </div>
  )
}

type TakeCardProps = {
  readonly background: Background
  readonly checked: CheckedRows
  readonly botCode: string
  readonly look: CodeSettings
  readonly onLook: (look: CodeSettings) => void
  readonly onLost: (error: Error) => void
}

/** Modules a side of a code with a usual link in it. */
const usualSide = 61

/** How all the codes are drawn, and what may keep a phone from reading them. */
const Look = ({ look, onLook }: Pick<TakeCardProps, 'look' | 'onLook'>) => (
  <>
    <details className={styles.look}>
      <summary>Look of the codes: {correctionTexts[correctionOf(look)]}</summary>
      <CodeLook settings={look} onChange={onLook} />
    </details>
    {risksOf(look, usualSide).map((risk) => (
      <p key={risk} className={styles.note}>
        {riskTexts[risk]}
      </p>
    ))}
  </>
)

/** The links as files. */
export const TakeCard = (props: TakeCardProps) => {
  const { background, botCode, look, onLook, onLost } = props
  const { counts } = props.checked
  const [as, setAs] = useState<TakeOptions['as']>('csv')
  const [onlyGood, setOnlyGood] = useState(false)
  const [labelSize, setLabelSize] = useState<LabelSizeId>('full')
  const [part, setPart] = useState(0)
  const [progress] = useState(createJobProgress)
  const cancel = useRef<AbortController>(null)
  const job = useMutation({
    mutationFn: (options: TakeOptions) => {
      const control = new AbortController()
      cancel.current = control
      progress.setState({ done: 0, of: 0 })
      return background.ask('take', options, {
        signal: control.signal,
        onProgress: (done, of) => progress.setState({ done, of }),
      })
    },
    onError: (error) => {
      if (error.name === 'WorkerLostError') onLost(error)
    },
  })
  useWarnBeforeUnload(job.isPending)
  useEffect(() => () => cancel.current?.abort(), [])
  const takeable = onlyGood ? counts.good : counts.good + counts.warned + counts.failed - counts.withoutLink
  const parts = Math.max(1, Math.ceil(takeable / labelsPerPart))
  const chosenPart = Math.min(part, parts - 1)
  const options: TakeOptions = {
    as,
    onlyGood,
    code: look,
    labelSize,
    part: chosenPart,
  }
  // A file made with other choices than those on the screen would be taken for theirs.
  const isOfThese = job.variables !== undefined && isSameTake(job.variables, options)
  const partName = job.variables?.as === 'labels' && parts > 1 ? `-${job.variables.part + 1}` : ''
  return (
    <>
      <div className={styles.choices}>
        <NativeSelect
          label="As"
          value={as}
          data={kindIds.map((value) => ({ value, label: kinds[value].name }))}
          onChange={({ currentTarget: { value } }) => setAs(kindIds.find((id) => id === value) ?? 'csv')}
        />
        <NativeSelect
          label="Which rows"
          value={onlyGood ? 'good' : 'all'}
          data={[
            {
              value: 'all',
              label: as === 'csv' ? 'all of them' : 'all that have a link',
            },
            { value: 'good', label: `only good ones (${counts.good.toLocaleString('en')})` },
          ]}
          onChange={({ currentTarget: { value } }) => setOnlyGood(value === 'good')}
        />
        {as === 'labels' && (
          <>
            <NativeSelect
              label="Label"
              value={labelSize}
              data={labelSizeIds.map((value) => ({ value, label: labelSizes[value].name }))}
              onChange={({ currentTarget: { value } }) =>
                setLabelSize(labelSizeIds.find((id) => id === value) ?? 'full')
              }
            />
            {parts > 1 && (
              <NativeSelect
                label="Part"
                value={String(chosenPart)}
                data={Array.from({ length: parts }, (_, index) => ({
                  value: String(index),
                  label: `${index + 1} of ${parts}`,
                }))}
                onChange={({ currentTarget: { value } }) => setPart(Number(value))}
              />
            )}
          </>
        )}
      </div>
      {as !== 'csv' && <Look look={look} onLook={onLook} />}
      {as === 'labels' && (
        <p className={common.second}>
          A page of A4 sheets for the browser to print; its print dialog also saves it as PDF. No more than{' '}
          {labelsPerPart.toLocaleString('en')} labels a part.
        </p>
      )}
      {job.isPending ? (
        <JobProgress
          label={`Writing ${kinds[as].name}`}
          store={progress}
          onCancel={() => cancel.current?.abort()}
        />
      ) : (
        <div className={common.actions}>
          <Button disabled={takeable === 0 && (as !== 'csv' || onlyGood)} onClick={() => job.mutate(options)}>
            Make the file
          </Button>
        </div>
      )}
      {job.error?.name === 'AbortError' && (
        <p role="status" className={common.second}>
          Cancelled. Nothing was written; the rows are still here.
        </p>
      )}
      {job.data && isOfThese && (
        <TakenFile
          key={job.submittedAt}
          taken={job.data}
          options={job.variables}
          name={`${botCode}-${kinds[job.variables.as].file}${partName}.${job.data.extension}`}
        />
      )}
    </>
  )
}

import { Button, FileButton, NativeSelect, Textarea } from '@mantine/core'
import { IconFileUpload } from '@tabler/icons-react'
import { useState, type ClipboardEvent, type DragEvent, type ReactNode } from 'react'
import { showControls } from '../../../ui/show-controls.ts'
import type { BulkJobs, ReadOptions } from './bulk-protocol.ts'
import { pastedSource, type BulkSource } from './bulk-source.ts'
import { countOf, encodingTexts, separatorTexts, sizeOf } from './bulk-texts.ts'
import { encodings } from './read-bytes.ts'
import { mostRows, separators } from './table.ts'
import common from '../links.module.css'
import styles from './bulk.module.css'

/** A field shows that much; more is taken in without being shown, or the page would stand still. */
const mostShown = 20_000

type PickProps = {
  readonly typed: string
  readonly onType: (text: string) => void
  /** What stands in the field is to be read. */
  readonly onRead: (text: string) => void
  readonly onChoose: (source: BulkSource) => void
}

/** Rows from a file, from another window, or typed. */
export const SourcePicker = ({ typed, onType, onRead, onChoose }: PickProps) => {
  const [isOver, setIsOver] = useState(false)
  const takeFile = (file: File | null | undefined) => {
    if (file) onChoose({ name: file.name, size: file.size, data: file })
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setIsOver(false)
    const [file] = event.dataTransfer.files
    if (file) return takeFile(file)
    const text = event.dataTransfer.getData('text/plain')
    return text === '' ? undefined : onChoose(pastedSource(text))
  }
  const paste = (event: ClipboardEvent) => {
    const [file] = event.clipboardData.files
    const text = event.clipboardData.getData('text/plain')
    if (!file && text.length <= mostShown) return
    event.preventDefault()
    if (file) takeFile(file)
    else onChoose(pastedSource(text))
  }
  return (
    <div
      className={styles.drop}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault()
        setIsOver(true)
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
    >
      <Textarea
        label="Rows"
        description={`CSV, TSV or JSON, up to ${mostRows.toLocaleString('en')} rows. The first row names the columns. Nothing leaves this page.`}
        placeholder={'code\tcustomer\nSPRING-1\t1001'}
        rows={6}
        spellCheck={false}
        value={typed}
        onPaste={paste}
        onChange={({ currentTarget: { value } }) =>
          value.length > mostShown ? onRead(value) : onType(value)
        }
        styles={{ input: { fontFamily: 'var(--mono)', fontSize: 13 } }}
      />
      <div className={common.actions}>
        <Button disabled={typed.trim() === ''} onClick={() => onRead(typed)}>
          Read these rows
        </Button>
        <FileButton onChange={takeFile} accept=".csv,.tsv,.txt,.json,.jsonl,.ndjson,text/*,application/json">
          {(props) => (
            <Button {...props} variant="default" leftSection={<IconFileUpload size={16} />}>
              Choose a file
            </Button>
          )}
        </FileButton>
        <span className={common.second}>or drop one here</span>
      </div>
    </div>
  )
}

type ChosenProps = {
  readonly source: BulkSource
  readonly onRemove: () => void
  readonly children?: ReactNode
}

export const ChosenSource = ({ source, onRemove, children }: ChosenProps) => (
  <div className={styles.chosen}>
    <p>
      <strong>{showControls(source.name)}</strong>{' '}
      <span className={common.second}>{sizeOf(source.size)}</span>
    </p>
    <Button size="xs" variant="default" onClick={onRemove}>
      Other rows
    </Button>
    {children}
  </div>
)

const formats = { csv: 'CSV', json: 'a JSON list', jsonLines: 'JSON, an object a line' } as const

type About = BulkJobs['read']['answer']

/** What had to be decided, and what was left out, a sentence each. */
const notesOf = ({ total, taken, blank, bytes, isQuotingGivenUp }: About): readonly string[] => [
  ...(total > taken
    ? [
        `${countOf(total, 'row')} are in it, and ${countOf(mostRows, 'row')} is the most: the last ${countOf(total - taken, 'row')} are left out. Split the file.`,
      ]
    : []),
  ...(isQuotingGivenUp
    ? ['So many rows are quoted wrongly that from there on quotes were read as plain characters.']
    : []),
  ...(bytes?.otherEncoding
    ? [
        `Two encodings are mixed: ${countOf(bytes.strange, 'line')} are not UTF-8 and were read as ${encodingTexts[bytes.otherEncoding]} (line ${bytes.strangeLines.join(', ')}${bytes.strange > bytes.strangeLines.length ? ', …' : ''}).`,
      ]
    : []),
  ...(blank > 0 ? [`${countOf(blank, 'blank line')} skipped.`] : []),
]

export const SourceSummary = ({ about }: { readonly about: About }) => {
  const { taken, columns, format, bytes } = about
  const how = bytes ? `, ${encodingTexts[bytes.encoding]}${bytes.how === 'guessed' ? ' (guessed)' : ''}` : ''
  return (
    <>
      <p role="status" className={common.second}>
        {countOf(taken, 'row')}, {countOf(columns.length, 'column')}, {formats[format]}
        {how}
      </p>
      {notesOf(about).map((note) => (
        <p key={note} className={styles.note}>
          {note}
        </p>
      ))}
    </>
  )
}

type ReadAsProps = {
  readonly isFile: boolean
  /** undefined while nothing could be read. */
  readonly about: About | undefined
  readonly options: ReadOptions
  readonly onChange: (options: ReadOptions) => void
}

/** How the source is read, where the guess was wrong. */
export const ReadAs = ({ isFile, about, options, onChange }: ReadAsProps) => (
  <details className={styles.readAs} open={about === undefined || about.bytes?.otherEncoding !== undefined}>
    <summary>Read it in another way</summary>
    {isFile && (
      <NativeSelect
        label="Encoding"
        value={options.encoding ?? ''}
        data={[
          { value: '', label: 'as it seems to be' },
          ...encodings.map((value) => ({ value, label: encodingTexts[value] })),
        ]}
        onChange={({ currentTarget: { value } }) =>
          onChange({ ...options, encoding: encodings.find((encoding) => encoding === value) })
        }
      />
    )}
    {about?.format !== 'json' && about?.format !== 'jsonLines' && (
      <>
        <NativeSelect
          label="Separator"
          value={options.separator ?? ''}
          data={[
            {
              value: '',
              label: about?.separator ? `found: ${separatorTexts[about.separator]}` : 'as it seems to be',
            },
            ...separators.map((value) => ({ value, label: separatorTexts[value] })),
          ]}
          onChange={({ currentTarget: { value } }) =>
            onChange({ ...options, separator: separators.find((separator) => separator === value) })
          }
        />
        <NativeSelect
          label="Quotes"
          value={options.areQuotesPlain ? 'plain' : ''}
          data={[
            { value: '', label: 'hold a cell together' },
            { value: 'plain', label: 'are characters like others' },
          ]}
          onChange={({ currentTarget: { value } }) =>
            onChange({ ...options, areQuotesPlain: value === 'plain' })
          }
        />
      </>
    )}
  </details>
)

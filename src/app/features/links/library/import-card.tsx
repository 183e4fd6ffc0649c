import { Button, CloseButton, FileButton, NativeSelect } from '@mantine/core'
import '@mantine/core/styles/CloseButton.css'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { largestFileBytes, readLibraryFile, type ReadFile } from '../../../../contract/links/library-file.ts'
import { useBotTokens, usePortal } from '../../../portal/portal-context.tsx'
import { botListOptions } from '../../../queries/bot-queries.ts'
import { homePlaceOf } from '../../../queries/library-store.ts'
import { Chip } from '../../../ui/chip.tsx'
import { ForeignText } from '../../../ui/foreign-text.tsx'
import { showControls } from '../../../ui/show-controls.ts'
import { importOf, planImport, type ImportRow, type LocalBot } from './import-plan.ts'
import { useShownLibrary } from './library-context.ts'
import { localBotsOf } from './local-bots.ts'
import { countOf, fileProblemTexts } from './library-texts.ts'
import { newLinkId } from './new-link-id.ts'
import styles from './library.module.css'

const tones = { new: 'green', same: 'grey', changed: 'orange', damaged: 'red' } as const

const readFile = async (file: File): Promise<ReadFile> =>
  file.size > largestFileBytes
    ? { kind: 'unreadable', problem: 'tooLarge' }
    : readLibraryFile(await file.text())

const canTake = ({ status }: ImportRow) => status === 'new' || status === 'changed'

const botText = ({ bot }: ImportRow): string => {
  if (!bot) return ''
  return bot.is
    ? ` Bot ${bot.was} becomes ${bot.is.name} (${bot.is.id}).`
    : ` No bot here has the code ${bot.code}.`
}

type RowProps = {
  readonly row: ImportRow
  readonly isTaken: boolean
  readonly onTake: (isTaken: boolean) => void
}

const Row = ({ row, isTaken, onTake }: RowProps) => (
  <li>
    <label>
      <input
        type="checkbox"
        disabled={!canTake(row)}
        checked={isTaken}
        onChange={(event) => onTake(event.currentTarget.checked)}
      />
      <span>
        <strong>
          <ForeignText text={row.name} />
        </strong>
        <small>{showControls(`${row.reason}${botText(row)}`)}</small>
      </span>
    </label>
    <Chip tone={tones[row.status]}>{row.status}</Chip>
  </li>
)

type BotChoiceProps = {
  readonly codes: readonly string[]
  readonly bots: readonly LocalBot[]
  readonly chosen: ReadonlyMap<string, number>
  readonly onChoose: (code: string, botId: number | undefined) => void
}

/** The file comes from another portal: for each of its bots, which one of this portal is meant. */
const BotChoices = ({ codes, bots, chosen, onChoose }: BotChoiceProps) =>
  codes.map((code) => (
    <NativeSelect
      key={code}
      size="xs"
      label={`The bot “${code}” of the other portal is here`}
      value={String(chosen.get(code) ?? bots.find((bot) => bot.code === code)?.id ?? '')}
      data={[
        { value: '', label: 'not here: keep the links as they are' },
        ...bots.map(({ id, name }) => ({ value: String(id), label: showControls(`${name} (${id})`) })),
      ]}
      onChange={(event) => onChoose(code, event.currentTarget.value ? Number(event.currentTarget.value) : 0)}
    />
  ))

type PreviewProps = { readonly file: Extract<ReadFile, { kind: 'read' }>; readonly onDone: () => void }

const Preview = ({ file, onDone }: PreviewProps) => {
  const portal = usePortal()
  const { library, changes } = useShownLibrary()
  const { data: known = [] } = useQuery(botListOptions(portal, useBotTokens()))
  const [chosenBots, setChosenBots] = useState<ReadonlyMap<string, number>>(new Map())
  const [choices, setChoices] = useState<ReadonlyMap<string, boolean>>(new Map())
  const bots = useMemo(() => localBotsOf(known), [known])
  const rows = useMemo(
    () =>
      planImport(file.entries, {
        portalOrigin: portal.origin,
        entries: library.entries,
        bots,
        chosenBots,
      }),
    [file.entries, portal.origin, library.entries, bots, chosenBots],
  )
  // What is new is taken unless somebody says no; what would replace something, only if they say yes.
  const isTaken = (row: ImportRow) => canTake(row) && (choices.get(row.key) ?? row.status === 'new')
  const takeable = rows.filter(canTake)
  const taken = rows.filter(isTaken)
  const foreignCodes = [...new Set(rows.flatMap(({ bot }) => bot?.code ?? []))]
  const takeAll = (all: boolean) => setChoices(new Map(takeable.map(({ key }) => [key, all])))
  const run = () => {
    const writer = changes.writer()
    const home = homePlaceOf(portal)
    const wanted = taken.flatMap((row) => importOf(row, home, { ...writer, newId: newLinkId() }) ?? [])
    changes.run({ changes: wanted, says: (count) => `${countOf(count)} imported.`, onDone })
  }
  return (
    <>
      <p className={styles.second}>
        {countOf(rows.length, 'row')} from {file.portalOrigin || 'an unknown portal'}.
      </p>
      <BotChoices
        codes={foreignCodes}
        bots={bots}
        chosen={chosenBots}
        onChoose={(code, botId) => setChosenBots(new Map([...chosenBots, [code, botId ?? 0]]))}
      />
      {takeable.length > 1 && (
        <div className={styles.actions}>
          <Button size="compact-xs" variant="default" onClick={() => takeAll(true)}>
            Take all
          </Button>
          <Button size="compact-xs" variant="default" onClick={() => takeAll(false)}>
            Take none
          </Button>
        </div>
      )}
      <ul className={styles.lines} aria-label="Rows of the file">
        {rows.map((row) => (
          <Row
            key={row.key}
            row={row}
            isTaken={isTaken(row)}
            onTake={(isNow) => setChoices(new Map([...choices, [row.key, isNow]]))}
          />
        ))}
      </ul>
      <div className={styles.actions}>
        <Button size="xs" disabled={taken.length === 0} loading={changes.isBusy} onClick={run}>
          {taken.length === 0 ? 'Nothing to import' : `Import ${countOf(taken.length)}`}
        </Button>
      </div>
    </>
  )
}

/** A file of links, looked at before anything of it is taken. */
export const ImportCard = ({ onClose }: { readonly onClose: () => void }) => {
  const read = useMutation({ mutationFn: readFile })
  return (
    <section className={styles.part} aria-label="Import">
      <header>
        <h2>Import</h2>
        <CloseButton size="sm" aria-label="Close import" onClick={onClose} />
      </header>
      <p className={styles.second}>
        A file that was exported here or in another portal. You see what it holds before anything changes.
      </p>
      <div className={styles.actions}>
        <FileButton accept="application/json,.json" onChange={(file) => file && read.mutate(file)}>
          {(button) => (
            <Button {...button} size="xs" variant="default" loading={read.isPending}>
              Choose file
            </Button>
          )}
        </FileButton>
        {read.variables && <ForeignText text={read.variables.name} />}
      </div>
      {read.isError && (
        <p role="alert">The file could not be read. It may have been moved; choose it again.</p>
      )}
      {read.data?.kind === 'unreadable' && <p role="alert">{fileProblemTexts[read.data.problem]}</p>}
      {read.data?.kind === 'read' && <Preview key={read.submittedAt} file={read.data} onDone={onClose} />}
    </section>
  )
}

import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useDeferredValue, useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { contextFindings } from '../../../../contract/deep-link/context-findings.ts'
import { describeError } from '../../../messages/describe-error.ts'
import type { Portal } from '../../../portal/portal.ts'
import { useBotTokens, usePortal } from '../../../portal/portal-context.tsx'
import type { KnownBot } from '../../../queries/bot-queries.ts'
import { botListOptions } from '../../../queries/bot-queries.ts'
import { Empty } from '../../../ui/empty.tsx'
import { Failed } from '../../../ui/failed.tsx'
import { createKeptStorage } from '../../../ui/kept-storage.ts'
import { showControls } from '../../../ui/show-controls.ts'
import { Waiting } from '../../../ui/waiting.tsx'
import { BotSelect, nameOfBot } from '../bot-select.tsx'
import { useSavedTemplates } from '../saved-templates.ts'
import { ContextForm } from './context-form.tsx'
import { createDraftStore, type InitialLink } from './draft-store.ts'
import { firstDraft } from './draft-schema.ts'
import { ParametersForm } from './parameters-form.tsx'
import { PlatformMatrix } from './platform-matrix.tsx'
import { readDraft } from './read-draft.ts'
import type { ProofNote } from './proof.tsx'
import { Take, type OnProved, type SaveSlot } from './take.tsx'
import { UndoBar } from './undo-bar.tsx'
import common from '../links.module.css'
import styles from './build.module.css'

const route = getRouteApi('/links/build')
const storage = createKeptStorage(() => sessionStorage)
const keyOf = ({ origin, user }: Portal) => `b24-bot-console.draft link ${origin} ${user.id}`

type BuildScreenProps = {
  /** A saved link to open in place of the draft, which can be had back. */
  readonly initial?: InitialLink
  /** Stands beside the link as soon as there is one: a way to save it. */
  readonly renderSave?: (slot: SaveSlot) => ReactNode
  /** Its context has been seen to arrive, at that time (epoch milliseconds). */
  readonly onProved?: OnProved
  /** What came of that, to be said below the proof of that time. */
  readonly proofNote?: ProofNote
}

const Builder = ({
  bots,
  initial,
  renderSave,
  onProved,
  proofNote,
}: { readonly bots: readonly KnownBot[] } & BuildScreenProps) => {
  const portal = usePortal()
  const navigate = route.useNavigate()
  const saved = useSavedTemplates()
  const [store] = useState(() => createDraftStore({ storage, key: keyOf(portal), initial }))
  const { draft, step, change, take, undo } = useStore(store)
  // What is typed shows at once; links, findings and the code follow as fast as they can.
  const shown = useDeferredValue(draft)
  const wanted = route.useSearch().bot ?? initial?.recipe.botId
  const chosen = wanted === undefined ? bots[0] : bots.find(({ bot }) => bot.id === wanted)
  const read = readDraft(draft)
  const findings = 'context' in read ? contextFindings(read.context) : []
  return (
    <div className={styles.build}>
      <div className={`${common.columns} ${styles.columns}`}>
        <section className={common.card} aria-label="The link">
          <BotSelect
            bots={bots}
            wanted={wanted}
            chosen={chosen}
            onChoose={(bot) =>
              void navigate({ to: '.', search: (search) => ({ ...search, bot }), replace: true })
            }
          />
          <UndoBar step={step} undo={undo} />
          <ContextForm
            draft={draft}
            read={read}
            findings={findings}
            saved={saved}
            chosen={chosen}
            change={change}
            take={take}
          />
          <ParametersForm draft={draft} change={change} take={take} />
          <div className={common.actions}>
            <Button
              size="compact-sm"
              variant="subtle"
              onClick={() => take({ ...firstDraft, openedFrom: draft.openedFrom }, 'Started over.')}
            >
              Start over
            </Button>
          </div>
        </section>
        {chosen ? (
          <Take
            chosen={chosen}
            name={initial ? showControls(initial.name) : nameOfBot(chosen)}
            draft={shown}
            change={change}
            renderSave={renderSave}
            onProved={onProved}
            proofNote={proofNote}
          />
        ) : (
          <section className={common.card}>
            <p role="status">Choose a bot, and the link stands here.</p>
          </section>
        )}
      </div>
      <PlatformMatrix />
    </div>
  )
}

/** A link that opens a bot's chat and hands it a context: typed on the left, seen as each reader sees it on the right. */
export const BuildScreen = (props: BuildScreenProps) => {
  const bots = useQuery(botListOptions(usePortal(), useBotTokens()))
  if (bots.isPending) return <Waiting label="Loading the bots" />
  if (!bots.data)
    return (
      <Failed
        what="The bots could not be loaded"
        {...describeError(bots.error)}
        onRetry={() => void bots.refetch()}
      />
    )
  if (bots.data.length === 0)
    return (
      <Empty title="No bot to link to" text="A context link opens the chat with a bot. Register one first.">
        <Link to="/bots/register">Register bot</Link>
      </Empty>
    )
  return <Builder key={props.initial?.key ?? ''} bots={bots.data} {...props} />
}

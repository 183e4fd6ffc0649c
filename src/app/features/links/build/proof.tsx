import { Button } from '@mantine/core'
import { IconCheck, IconSend } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { clickedContext } from '../../../../contract/deep-link/clicked-context.ts'
import { describeError } from '../../../messages/describe-error.ts'
import { usePortal } from '../../../portal/portal-context.tsx'
import type { KnownBot } from '../../../queries/bot-queries.ts'
import { proveContext, type ContextProof } from '../../../queries/link-queries.ts'
import { Failed } from '../../../ui/failed.tsx'
import { JsonView } from '../../../ui/json-view.tsx'
import { showControls } from '../../../ui/show-controls.ts'
import common from '../links.module.css'
import { proofTrouble } from './proof-trouble.ts'
import styles from './build.module.css'

const unprovableTexts = {
  webhook:
    'This bot gets its events by webhook: the portal posts them and keeps nothing to look at. Look into the bot’s own log.',
  notOurs: 'The bot belongs to another app, whose queue only that app may see.',
  fullQueue: '1,000 events or more wait in the bot’s queue, so the newest cannot be seen from here.',
} as const

type UnheardProps = {
  readonly proof: Extract<ContextProof, { kind: 'unheard' }>
  readonly context: object
}

/** No proof: it may have been read by somebody else, or never have come. */
const Unheard = ({ proof: { other, isFull }, context }: UnheardProps) => (
  <div role="status" className={styles.proof}>
    <p>
      The portal took it, and it has not come into the bot’s queue.{' '}
      {isFull
        ? 'So many events have come meanwhile that the newest cannot be seen from here.'
        : 'Another program may read the queue and confirm what it has read.'}
    </p>
    {other && (
      <>
        <p>Another context came from you instead, which proves nothing about this one.</p>
        <div className={styles.beside}>
          <div>
            <p className={common.second}>Sent from here:</p>
            <JsonView label="What was sent" value={context} />
          </div>
          <div>
            <p className={common.second}>Came instead:</p>
            <JsonView label="What came instead" value={other} />
          </div>
        </div>
      </>
    )}
  </div>
)

const Outcome = ({ proof, context }: { readonly proof: ContextProof; readonly context: object }) => {
  if (proof.kind === 'unprovable') return <p role="status">Nothing was sent. {unprovableTexts[proof.why]}</p>
  if (proof.kind === 'unheard') return <Unheard proof={proof} context={context} />
  return (
    <div role="status" className={styles.proof}>
      <p className={common.good}>
        <IconCheck size={16} aria-hidden /> The bot was told after {(proof.afterMs / 1000).toFixed(1)} s,
        exactly what was meant.
      </p>
      <div className={styles.beside}>
        <div>
          <p className={common.second}>Sent from here, types stay:</p>
          <JsonView label="What arrived" value={proof.received} />
        </div>
        <div>
          <p className={common.second}>A click on the link brings:</p>
          <JsonView label="What a click brings" value={clickedContext(context)} />
        </div>
      </div>
    </div>
  )
}

/** Something to say of the proof of that time (epoch milliseconds). */
export type ProofNote = { readonly at: number; readonly text: string }

type ProofProps = {
  readonly known: KnownBot
  readonly context: Readonly<Record<string, unknown>>
  readonly provedAt: number | undefined
  readonly note: ProofNote | undefined
  readonly onProved: (at: number) => void
}

/** Tries the context on the bot, as the person at the screen; nothing is confirmed in the bot's queue. */
export const Proof = ({ known, context, provedAt, note, onProved }: ProofProps) => {
  const portal = usePortal()
  const trouble = proofTrouble(context)
  const abort = useRef<AbortController>(undefined)
  const [isStopped, setStopped] = useState(false)
  useEffect(() => () => abort.current?.abort(), [])
  const prove = useMutation({
    mutationFn: () => {
      abort.current = new AbortController()
      setStopped(false)
      return proveContext(portal, { known, context, signal: abort.current.signal })
    },
    onSuccess: (proof) => {
      if (proof.kind === 'heard') onProved(Date.now())
    },
  })
  const stop = () => {
    setStopped(true)
    abort.current?.abort()
  }
  return (
    <section className={common.card} aria-label="Proof">
      <h2>Proof</h2>
      <p className={common.second}>
        {provedAt === undefined
          ? 'Hands the bot this context as you, and looks whether it arrives. The bot’s program will answer as to anybody.'
          : `Last seen to arrive ${new Date(provedAt).toLocaleString()}.`}
      </p>
      <div className={common.actions}>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconSend size={14} />}
          loading={prove.isPending}
          disabled={trouble !== undefined}
          onClick={() => prove.mutate()}
        >
          Send test context
        </Button>
        {prove.isPending && (
          <Button size="xs" variant="subtle" onClick={stop}>
            Stop waiting
          </Button>
        )}
      </div>
      {trouble !== undefined && <p role="status">There is nothing to prove yet. {showControls(trouble)}</p>}
      {prove.data && <Outcome proof={prove.data} context={context} />}
      {note && note.at === provedAt && (
        <p role="status" className={common.second}>
          {note.text}
        </p>
      )}
      {prove.isError &&
        (isStopped ? (
          <p role="status">Stopped. If the context was sent already, the bot has it.</p>
        ) : (
          <Failed what="The context was not sent" {...describeError(prove.error)} />
        ))}
    </section>
  )
}

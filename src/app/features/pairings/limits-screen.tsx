import '@mantine/core/styles/InlineInput.css'
import '@mantine/core/styles/Switch.css'
import { Button, Switch, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { PairingSettingsView } from '../../../contract/pairing/console-api.ts'
import { describeError } from '../../messages/describe-error.ts'
import { usePortal } from '../../portal/portal-context.tsx'
import {
  auditOptions,
  pairingSettingsKey,
  pairingSettingsOptions,
  savePairingSettings,
} from '../../queries/pairing-queries.ts'
import { Failed } from '../../ui/failed.tsx'
import { Stale } from '../../ui/stale.tsx'
import { Waiting } from '../../ui/waiting.tsx'
import { AuditLog } from './audit-log.tsx'
import { createKeptDraft } from '../../ui/kept-draft.ts'
import { draftOfLimits, limitsDraftSchema, readLimits } from './limits-draft.ts'
import type { LimitsDraft } from './limits-draft.ts'
import styles from './limits-screen.module.css'
import parts from './parts.module.css'
import { useWorker } from '../../worker/worker-context.ts'

const useSave = () => {
  const worker = useWorker()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (settings: PairingSettingsView) => savePairingSettings(worker, settings),
    onSuccess: (settings) => {
      queries.setQueryData(pairingSettingsKey(worker), settings)
      void queries.invalidateQueries({ queryKey: auditOptions(worker).queryKey })
    },
  })
}

/** The whole of it on or off, with what that means in words. */
const SwitchOff = ({ settings }: { readonly settings: PairingSettingsView }) => {
  const save = useSave()
  const [isAsking, setAsking] = useState(false)
  const { isOn } = settings
  const flip = () => save.mutate({ ...settings, isOn: !isOn }, { onSuccess: () => setAsking(false) })
  return (
    <section className={`${parts.card} ${styles.switch}`} data-on={isOn} aria-label="Pairing on or off">
      <div>
        <h2>{isOn ? 'Pairing is on' : 'Pairing is switched off'}</h2>
        <p>
          {isOn
            ? 'Sites may ask, and people get cards. Switched off, what is under way ends without a result, no card is sent and no site can ask, until it is switched on again.'
            : 'Nobody gets a card and no site can ask. What was under way has ended without a result.'}
        </p>
        {save.isError && <Failed what="Nothing was switched" {...describeError(save.error)} />}
      </div>
      {isOn && isAsking ? (
        <div className={styles.sure} role="group" aria-label="Switch pairing off?">
          <p>This ends every sign-in that is under way, and that cannot be undone.</p>
          <div className={parts.actions}>
            <Button color="red" loading={save.isPending} onClick={flip}>
              End them and switch off
            </Button>
            <Button variant="default" onClick={() => setAsking(false)} autoFocus>
              Leave it on
            </Button>
          </div>
        </div>
      ) : (
        <Button
          color={isOn ? 'red' : 'blue'}
          loading={save.isPending}
          onClick={() => (isOn ? setAsking(true) : flip())}
        >
          {isOn ? 'Switch pairing off' : 'Switch pairing on'}
        </Button>
      )}
    </section>
  )
}

const LimitsForm = ({ settings }: { readonly settings: PairingSettingsView }) => {
  const portal = usePortal()
  const [drafts] = useState(() =>
    createKeptDraft(`limits ${portal.origin} ${portal.user.id}`, limitsDraftSchema),
  )
  const before = draftOfLimits(settings)
  const [draft, setDraft] = useState(() => drafts.load(before))
  const save = useSave()
  const read = readLimits(draft)
  const problems = 'problems' in read ? read.problems : {}
  const isChanged = JSON.stringify(draft) !== JSON.stringify(before)
  const change = (part: Partial<LimitsDraft>) => {
    const next = { ...draft, ...part }
    setDraft(next)
    drafts.save(next, before)
    save.reset()
  }
  const undo = () => {
    setDraft(before)
    drafts.forget()
    save.reset()
  }
  const send = () => {
    if ('problems' in read) return
    save.mutate({ ...settings, ...read.limits }, { onSuccess: () => drafts.forget() })
  }
  return (
    <section className={`${parts.card} ${parts.padded}`} aria-label="Limits">
      <form
        className={parts.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (!save.isPending) send()
        }}
      >
        <div className={styles.pair}>
          <TextInput
            label="Cards per person and hour"
            description="So that nobody is worn down by asking."
            type="number"
            inputMode="numeric"
            min={1}
            max={60}
            value={draft.cardsPerHour}
            error={problems.cardsPerHour}
            onChange={(event) => change({ cardsPerHour: event.currentTarget.value })}
          />
          <TextInput
            label="Pause after a decline, in minutes"
            description="Nobody can ask the same person again before it is over."
            type="number"
            inputMode="numeric"
            min={0}
            max={1440}
            value={draft.coolDownMinutes}
            error={problems.coolDownMinutes}
            onChange={(event) => change({ coolDownMinutes: event.currentTarget.value })}
          />
        </div>
        <Switch
          label="Extranet users may pair"
          description="Guests with an account in the portal. E-mail users, bots and the dismissed never may."
          checked={draft.allowsExtranet}
          onChange={(event) => change({ allowsExtranet: event.currentTarget.checked })}
        />
        {save.isError && <Failed what="The limits were not saved" {...describeError(save.error)} />}
        <div className={parts.actions}>
          <Button type="submit" loading={save.isPending} disabled={!isChanged || 'problems' in read}>
            Save limits
          </Button>
          {isChanged && (
            <Button variant="subtle" color="gray" onClick={undo}>
              Undo the changes
            </Button>
          )}
          <span role="status" className={parts.said}>
            {save.isSuccess ? 'Saved; they hold from the next card on.' : ''}
          </span>
        </div>
      </form>
    </section>
  )
}

/** What may be asked at all, and the log of who changed it. */
export const LimitsScreen = () => {
  const settings = useQuery(pairingSettingsOptions(useWorker()))
  if (settings.isPending)
    return (
      <section className={parts.card}>
        <Waiting label="Loading the limits" />
      </section>
    )
  if (!settings.data)
    return (
      <section className={parts.card}>
        <Failed
          what="The limits could not be loaded"
          {...describeError(settings.error)}
          onRetry={() => void settings.refetch()}
        />
      </section>
    )
  return (
    <>
      {settings.isRefetchError && (
        <Stale
          what="The limits could not be refreshed"
          {...describeError(settings.error)}
          onRetry={() => void settings.refetch()}
        />
      )}
      <SwitchOff settings={settings.data} />
      <LimitsForm settings={settings.data} />
      <AuditLog />
    </>
  )
}

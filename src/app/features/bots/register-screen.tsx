import { Button } from '@mantine/core'
import { useIsMutating, useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { describeError } from '../../messages/describe-error.ts'
import type { Portal } from '../../portal/portal.ts'
import { usePortal } from '../../portal/portal-context.tsx'
import type { KnownBot } from '../../queries/bot-queries.ts'
import { botsKey } from '../../queries/bot-queries.ts'
import { isAnswerLost } from '../../queries/lost-answer.ts'
import { Failed } from '../../ui/failed.tsx'
import type { BotDraft } from './bot-draft.ts'
import { emptyDraft } from './bot-draft.ts'
import { BotForm } from './bot-form.tsx'
import { BotPreview } from './bot-preview.tsx'
import { draftStoreOf } from './draft-stores.ts'
import type { DraftStore } from './draft-store.ts'
import { ExistingBot } from './existing-bot.tsx'
import { generateBotToken } from './generate-bot-token.ts'
import { Outcome } from './outcome.tsx'
import type { Attempt } from './register-draft.ts'
import { registerDraft } from './register-draft.ts'
import styles from './register-screen.module.css'
import { RegisteredBot } from './registered-bot.tsx'
import { registeringKey } from './registering-key.ts'
import { UnkeptTokens } from './unkept-tokens.tsx'
import { useBotForm } from './use-bot-form.ts'
import { validateDraft } from './validate-draft.ts'

const freshDraft = ({ botTokens }: Portal): BotDraft =>
  botTokens ? { ...emptyDraft, botToken: generateBotToken() } : emptyDraft

/** The kept draft, or a new one whose token is kept from now on: what was once sent must not be made anew. */
const openDraft = (portal: Portal, drafts: DraftStore): BotDraft => {
  const kept = drafts.load(emptyDraft)
  if (!portal.botTokens || kept.botToken) return kept
  const draft = { ...kept, botToken: generateBotToken() }
  drafts.save(emptyDraft, draft)
  return draft
}

const useRegister = (portal: Portal, drafts: DraftStore) => {
  const queries = useQueryClient()
  return useMutation({
    mutationKey: registeringKey,
    mutationFn: (attempt: Attempt) => registerDraft(portal, attempt),
    onSuccess: ({ outcome }) => {
      // Also when the screen has been left meanwhile.
      if (outcome === 'registered') drafts.forget()
      void queries.invalidateQueries({ queryKey: botsKey })
    },
  })
}

type RegisterFormProps = {
  readonly portal: Portal
  readonly drafts: DraftStore
  /** The bot is there: made anew, or found and brought to what was filled in. */
  readonly onDone: (known: KnownBot) => void
}

const RegisterForm = ({ portal, drafts, onDone }: RegisterFormProps) => {
  const queries = useQueryClient()
  const needsBotToken = portal.botTokens !== undefined
  const [initial] = useState(() => openDraft(portal, drafts))
  const register = useRegister(portal, drafts)
  const isBusy = useIsMutating({ mutationKey: registeringKey }) > 0
  const taken = register.data?.outcome === 'existing' ? register.data : undefined
  const send = (draft: BotDraft) => {
    if (queries.isMutating({ mutationKey: registeringKey }) > 0) return
    register.mutate(
      { draft, isAfterLostAnswer: isAnswerLost(register.error) },
      { onSuccess: (result) => result.outcome === 'registered' && onDone(result.known) },
    )
  }
  const { form, element, submit } = useBotForm({
    initial,
    validate: (draft) => validateDraft(draft, { needsBotToken }),
    onDraft: (draft) => {
      drafts.save(emptyDraft, draft)
      // A picture may be read to its end while the bot is being registered.
      if (queries.isMutating({ mutationKey: registeringKey }) === 0) register.reset()
    },
    onSubmit: send,
  })
  const clear = () => {
    form.setValues(freshDraft(portal))
    register.reset()
  }
  return (
    <div className={styles.columns}>
      <form ref={element} noValidate onSubmit={submit}>
        {/* What is under way is what stands here; it cannot be changed any more. */}
        <fieldset disabled={isBusy} className={styles.fields}>
          <BotForm form={form} registered={undefined} needsBotToken={needsBotToken} />
        </fieldset>
        {register.isError && (
          <Outcome>
            <Failed
              what="The bot was not registered"
              {...describeError(register.error)}
              onRetry={() => submit()}
            />
          </Outcome>
        )}
        {taken && (
          <Outcome>
            <ExistingBot existing={taken.existing} draft={taken.draft} onDone={onDone} />
          </Outcome>
        )}
        <div className={styles.actions}>
          <Button type="submit" loading={isBusy}>
            Register
          </Button>
          <Button variant="subtle" color="gray" onClick={clear} disabled={isBusy}>
            Clear the form
          </Button>
          <span className={styles.note} role="status" data-busy={isBusy || undefined}>
            {isBusy
              ? 'Asking the portal'
              : 'Kept in this tab until it is registered; token, address and picture only until a reload.'}
          </span>
        </div>
      </form>
      <BotPreview draft={form.values} />
    </div>
  )
}

/** One page for the whole bot: the form on the left, the bot as it will look on the right. */
export const RegisterScreen = () => {
  const portal = usePortal()
  const { botTokens } = portal
  const navigate = useNavigate()
  const [drafts] = useState(() => draftStoreOf(portal, 'register'))
  const [done, setDone] = useState<KnownBot>()
  const openBot = ({ bot }: KnownBot) =>
    void navigate({
      to: '/bots/$botId/$tab',
      params: { botId: bot.id, tab: 'profile' },
      // The way back leads past the form, which is empty now.
      replace: true,
    })
  const finish = (known: KnownBot) => {
    const { botToken } = known
    drafts.forget()
    if (botToken === undefined) return openBot(known)
    const isKept = botTokens?.list().includes(botToken) && !botTokens.unkept().includes(botToken)
    if (isKept) return openBot(known)
    botTokens?.registered(botToken)
    setDone(known)
  }
  if (done?.botToken !== undefined) {
    const { botToken } = done
    const open = () => {
      botTokens?.keep(botToken)
      openBot(done)
    }
    return <RegisteredBot known={done} botToken={botToken} onOpen={open} />
  }
  return (
    <>
      <header className={styles.head}>
        <nav aria-label="Breadcrumb">
          <Link to="/bots">Bots</Link> /
        </nav>
        <h1>Register a bot</h1>
      </header>
      <UnkeptTokens />
      <RegisterForm portal={portal} drafts={drafts} onDone={finish} />
    </>
  )
}

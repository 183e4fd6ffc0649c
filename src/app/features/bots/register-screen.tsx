import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { describeError } from '../../messages/describe-error.ts'
import { usePortal } from '../../portal/portal-context.tsx'
import type { KnownBot } from '../../queries/bot-queries.ts'
import { botsKey, findBotByCode, registerBot } from '../../queries/bot-queries.ts'
import { isAnswerLost } from '../../queries/lost-answer.ts'
import { Failed } from '../../ui/failed.tsx'
import { createKeptStorage } from '../../ui/kept-storage.ts'
import type { BotDraft } from './bot-draft.ts'
import { emptyDraft, registerFieldsOf } from './bot-draft.ts'
import { BotForm } from './bot-form.tsx'
import { BotPreview } from './bot-preview.tsx'
import { createDraftStore } from './draft-store.ts'
import { isAsFilledIn } from './draft-differences.ts'
import { ExistingBot } from './existing-bot.tsx'
import { generateBotToken } from './generate-bot-token.ts'
import styles from './register-screen.module.css'
import { RegisteredBot } from './registered-bot.tsx'
import { useShownProblems } from './use-shown-problems.ts'
import { validateDraft } from './validate-draft.ts'

const drafts = createDraftStore(
  createKeptStorage(() => localStorage),
  'register',
)

/** A try, and whether the one before it may have registered the bot without our hearing of it. */
type Attempt = { readonly draft: BotDraft; readonly isAfterLostAnswer: boolean }

/** Asks whose the code is before registering: the platform answers a known code with the old bot, unchanged. */
const useRegister = () => {
  const portal = usePortal()
  const queries = useQueryClient()
  const needsBotToken = portal.botTokens !== undefined
  return useMutation({
    mutationFn: async ({ draft, isAfterLostAnswer }: Attempt) => {
      const code = draft.code.trim()
      const existing = await findBotByCode(portal, {
        code,
        botToken: needsBotToken ? draft.botToken : undefined,
      })
      if (existing && isAfterLostAnswer && isAsFilledIn(existing, draft))
        return { outcome: 'registered' as const, known: existing }
      if (existing) return { outcome: 'existing' as const, existing, draft }
      const known = await registerBot(portal, registerFieldsOf(draft, needsBotToken))
      return { outcome: 'registered' as const, known }
    },
    onSuccess: () => void queries.invalidateQueries({ queryKey: botsKey }),
  })
}

const useDraft = (needsBotToken: boolean) => {
  const [draft, setDraft] = useState<BotDraft>(() => ({
    ...drafts.load(emptyDraft),
    botToken: needsBotToken ? generateBotToken() : '',
  }))
  const replace = (next: BotDraft) => {
    drafts.save(emptyDraft, next)
    setDraft(next)
  }
  const clear = () => {
    drafts.forget()
    setDraft({ ...emptyDraft, botToken: needsBotToken ? generateBotToken() : '' })
  }
  return { draft, change: (part: Partial<BotDraft>) => replace({ ...draft, ...part }), clear }
}

type RegisterFormProps = {
  readonly needsBotToken: boolean
  /** The bot is there: made anew, or found and brought to what was filled in. */
  readonly onDone: (known: KnownBot) => void
}

const RegisterForm = ({ needsBotToken, onDone }: RegisterFormProps) => {
  const { draft, change, clear } = useDraft(needsBotToken)
  const problems = useShownProblems(validateDraft(draft, { needsBotToken }))
  const form = useRef<HTMLFormElement>(null)
  const register = useRegister()
  const taken = register.data?.outcome === 'existing' ? register.data : undefined
  const submit = () => {
    if (!problems.showAll(form.current)) return
    register.mutate(
      { draft, isAfterLostAnswer: isAnswerLost(register.error) },
      {
        onSuccess: (result) => {
          if (result.outcome === 'registered') onDone(result.known)
        },
      },
    )
  }
  return (
    <div className={styles.columns}>
      <form
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <BotForm
          draft={draft}
          problems={problems.shown}
          onChange={(part) => {
            problems.touch(part)
            register.reset()
            change(part)
          }}
          isRegistered={false}
          needsBotToken={needsBotToken}
        />
        {register.isError && (
          <div className={styles.outcome}>
            <Failed what="The bot was not registered" {...describeError(register.error)} onRetry={submit} />
          </div>
        )}
        {taken && <ExistingBot existing={taken.existing} draft={taken.draft} onDone={onDone} />}
        <div className={styles.actions}>
          <Button type="submit" loading={register.isPending}>
            Register
          </Button>
          <Button
            variant="subtle"
            color="gray"
            onClick={() => {
              clear()
              problems.hideAll()
              register.reset()
            }}
          >
            Clear the form
          </Button>
          <span className={styles.note}>
            What you type is kept in this browser until it is registered; token, webhook address and picture
            are not.
          </span>
        </div>
      </form>
      <BotPreview draft={draft} />
    </div>
  )
}

/** One page for the whole bot: the form on the left, the bot as it will look on the right. */
export const RegisterScreen = () => {
  const { botTokens } = usePortal()
  const navigate = useNavigate()
  const [done, setDone] = useState<KnownBot>()
  const openBot = ({ bot }: KnownBot) =>
    void navigate({ to: '/bots/$botId/$tab', params: { botId: bot.id, tab: 'profile' } })
  const finish = (known: KnownBot) => {
    drafts.forget()
    if (known.botToken === undefined) return openBot(known)
    botTokens?.add(known.botToken)
    setDone(known)
  }
  if (done?.botToken !== undefined)
    return <RegisteredBot known={done} botToken={done.botToken} onOpen={() => openBot(done)} />
  return (
    <>
      <header className={styles.head}>
        <nav aria-label="Breadcrumb">
          <Link to="/bots">Bots</Link> /
        </nav>
        <h1>Register a bot</h1>
      </header>
      <RegisterForm needsBotToken={botTokens !== undefined} onDone={finish} />
    </>
  )
}

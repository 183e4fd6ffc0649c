import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { PageUser } from '../contract/portal-pages/page-views.ts'
import { demoAnswers, type DemoAnswer, type DemoPortal } from './demo-portal.ts'
import './demo.css'

type DemoStripProps = {
  readonly portal: DemoPortal
  readonly people: readonly PageUser[]
  readonly bots: readonly PageUser[]
  /** Bots come and go; asked for again whenever somebody is about to choose. */
  readonly onRefresh: () => void
}

const optionOf = ({ id, name }: PageUser) => ({ value: String(id), label: `${name} (${id})` })

// Object.entries forgets the keys of a constant.
const answers = Object.entries(demoAnswers) as [DemoAnswer, string][]

const isLink = (text: string): boolean => /^https?:\/\/\S+$/.test(text.trim())

/** The people of the demo portal: say something to a bot, or open a link as one of them. */
export const DemoStrip = ({ portal, people, bots, onRefresh }: DemoStripProps) => {
  const [as, setAs] = useState(people.find(({ admin }) => !admin)?.id ?? people[0]?.id ?? 1)
  const [to, setTo] = useState<number>()
  const [text, setText] = useState('')
  const [outcome, setOutcome] = useState('')
  const [isSaying, setSaying] = useState(false)
  const [answer, setAnswer] = useState<DemoAnswer>('well')
  const choose = async (how: string) => {
    const chosen = answers.find(([kind]) => kind === how)?.[0] ?? 'well'
    setAnswer(chosen)
    await portal.answer(chosen)
  }
  const bot = bots.find(({ id }) => id === to) ?? bots[0]
  const link = isLink(text)
  const send = async () => {
    if (isSaying || !text.trim()) return
    setSaying(true)
    try {
      if (link) setOutcome(await portal.follow({ as, url: text.trim() }))
      else if (bot) {
        await portal.say({ as, to: bot.id, text })
        setOutcome(`Said to ${bot.name}.`)
      }
      setText((typed) => (typed === text ? '' : typed))
    } catch (error) {
      setOutcome(error instanceof Error ? error.message : 'That did not work.')
    } finally {
      setSaying(false)
    }
  }
  return (
    <form
      className="demo-strip"
      aria-label="Demo portal"
      onFocus={onRefresh}
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <strong>Demo portal</strong>
      <NativeSelect
        aria-label="Speak as"
        data={people.map(optionOf)}
        value={String(as)}
        onChange={(event) => setAs(Number(event.currentTarget.value))}
      />
      <span>to</span>
      <NativeSelect
        aria-label="Speak to"
        className="demo-bot"
        data={bots.map(optionOf)}
        value={String(bot?.id ?? '')}
        onChange={(event) => setTo(Number(event.currentTarget.value))}
      />
      <TextInput
        className="demo-text"
        aria-label="Message or context link"
        placeholder="a message, a /command, or a context link"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" disabled={!text.trim()} loading={isSaying}>
        {link ? 'Open link' : 'Say'}
      </Button>
      <NativeSelect
        aria-label="The portal answers"
        data={answers.map(([kind, words]) => ({ value: kind, label: `answers ${words}` }))}
        value={answer}
        onChange={(event) => void choose(event.currentTarget.value)}
      />
      <span role="status" className="demo-outcome">
        {outcome}
      </span>
    </form>
  )
}

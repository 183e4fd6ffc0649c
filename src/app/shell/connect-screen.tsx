import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { WebhookAddress } from '../portal/webhook-address.ts'
import { parseWebhookAddress } from '../portal/webhook-address.ts'
import styles from './connect.module.css'
import type { Way } from './connection.ts'
import { useDemoPage } from './use-demo-page.ts'

const problems = {
  empty: 'Paste the address of an incoming webhook.',
  notAnAddress: 'This is no address. It looks like https://company.bitrix24.com/rest/1/secret/.',
  wrongScheme: 'Only https addresses work here.',
  httpOnlyForLoopback:
    'Without https the secret could be read on the way. Plain http works for this computer only.',
  noSecret: 'The secret is missing: the part behind the user’s number.',
  notARestAddress: 'This is no webhook’s address: “/rest/”, a number and the secret must be in it.',
}

type ConnectProps = {
  /** An address that did not work, to be mended. */
  readonly refused: WebhookAddress | undefined
  readonly onConnect: (way: Way) => void
}

const WebhookForm = ({ refused, onConnect }: ConnectProps) => {
  const [text, setText] = useState(refused?.base ?? '')
  const [remember, setRemember] = useState(false)
  const [tried, setTried] = useState(false)
  const parsed = parseWebhookAddress(text)
  const problem =
    'problem' in parsed && (tried || parsed.problem === 'wrongScheme') ? problems[parsed.problem] : undefined
  // Not as `value`: that would write the secret into the page's markup.
  const [putIn] = useState(() => (field: HTMLInputElement | null) => {
    if (field && refused) field.value = refused.base
  })
  const submit = () => {
    setTried(true)
    if ('problem' in parsed) return
    onConnect({ kind: 'webhook', address: parsed.address, remember })
  }
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <TextInput
        label="Webhook address"
        description="Portal → Developer resources → Other → Inbound webhook, with the scopes imbot and im."
        placeholder="https://company.bitrix24.com/rest/1/…/"
        type="password"
        autoComplete="off"
        spellCheck={false}
        ref={putIn}
        onChange={(event) => setText(event.currentTarget.value)}
        error={problem}
      />
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={remember}
          onChange={(event) => setRemember(event.currentTarget.checked)}
        />
        <span>
          Keep it until this tab is closed
          {remember && (
            <strong className={styles.warning}>
              {' '}
              Whoever can use this tab, or a script on this page, can then read it. The address is a password.
            </strong>
          )}
        </span>
      </label>
      <Button type="submit">Connect</Button>
    </form>
  )
}

export const ConnectScreen = ({ refused, onConnect }: ConnectProps) => {
  const demoPage = useDemoPage()
  return (
    <main className={styles.page}>
      <div className={styles.intro}>
        <h1>Bot Console</h1>
        <p>
          No portal is connected. Bots, their events and links live in a Bitrix24 portal; choose how to reach
          yours.
        </p>
      </div>
      <section className={styles.card}>
        <h2>In the portal</h2>
        <p>
          The usual way: install the console as a local application (Developer resources → Other → Local
          application), with the scopes <code>imbot</code> and <code>im</code>. Then open it from the portal’s
          menu; it signs in by itself.
        </p>
      </section>
      <section className={styles.card}>
        <h2>By webhook address</h2>
        <p>For developers. The address stays in this page’s memory and is sent to your portal only.</p>
        <WebhookForm refused={refused} onConnect={onConnect} />
      </section>
      {demoPage && (
        <section className={styles.card}>
          <h2>Try it</h2>
          <p>A portal made up in this tab: nothing to install, nothing leaves your computer.</p>
          <Button component="a" href={demoPage} variant="default">
            Open the demo
          </Button>
        </section>
      )}
    </main>
  )
}

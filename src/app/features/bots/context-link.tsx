import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import { encodeWebLink } from '../../../contract/deep-link/deep-link.ts'
import { jsonObjectSchema } from '../../../contract/links/json-object.ts'
import type { Portal } from '../../portal/portal.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import styles from './panel-parts.module.css'
import { createTabMemory } from './tab-memory.ts'

const parseContext = (text: string): Readonly<Record<string, unknown>> | undefined => {
  try {
    const parsed = jsonObjectSchema.safeParse(JSON.parse(text))
    return parsed.success && Object.keys(parsed.data).length > 0 ? parsed.data : undefined
  } catch {
    return undefined
  }
}

const contexts = createTabMemory<string>()

type ContextLinkProps = { readonly portal: Portal; readonly botId: number }

/** A link that opens the bot's chat and hands it a context. */
export const ContextLink = ({ portal, botId }: ContextLinkProps) => {
  const typed = contexts(portal)
  const [text, setText] = useState(typed.get(String(botId)) ?? '{"action":"hello"}')
  // The demo's portal has no address of its own, so no browser can go there.
  const canOpen = portal.mode !== 'demo'
  const write = (next: string) => {
    typed.set(String(botId), next)
    setText(next)
  }
  const context = parseContext(text)
  const link = context && encodeWebLink({ portalOrigin: portal.origin, botDialogId: String(botId), context })
  return (
    <section className={styles.section}>
      <h2>Context link</h2>
      <p>
        Whoever opens it comes into the chat with this bot, and the bot receives the context as an event.
        Numbers arrive as texts, true and false as “Y” and “N”.
      </p>
      <Textarea
        label="Context (a JSON object)"
        rows={2}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => write(event.currentTarget.value)}
        error={context ? undefined : 'This is no JSON object with at least one field.'}
        styles={{ input: { fontFamily: 'var(--mono)', fontSize: 13 } }}
      />
      {link && (
        <>
          <output className={styles.link} aria-label="Context link">
            {link}
          </output>
          <div className={styles.actions}>
            <CopyButton value={link} label="Copy link" />
            {canOpen && (
              <Button component="a" size="xs" variant="default" href={link} target="_blank" rel="noreferrer">
                Open it
              </Button>
            )}
          </div>
        </>
      )}
    </section>
  )
}

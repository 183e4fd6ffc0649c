import { Button, TextInput } from '@mantine/core'
import { IconCheck, IconPrinter, IconShare } from '@tabler/icons-react'
import { useState } from 'react'
import { longestUrl } from '../../../../contract/deep-link/link-limits.ts'
import { CopyButton } from '../../../ui/copy-button.tsx'
import { htmlSnippet, portalCall, snippetButtons } from './html-snippet.ts'
import common from '../links.module.css'
import styles from './build.module.css'

type LinkOutputsProps = {
  readonly webLink: string
  readonly appLink: string
  readonly botDialogId: string
  readonly context: Readonly<Record<string, unknown>>
  readonly provedAt: number | undefined
  readonly caption: string
  readonly fallbackCaption: string
  readonly canPrint: boolean
  readonly onCaption: (caption: string) => void
}

const canShare = (): boolean => typeof navigator.share === 'function'

const Share = ({ webLink, title }: { readonly webLink: string; readonly title: string }) => {
  const [refused, setRefused] = useState(false)
  if (!canShare()) return null
  const share = async () => {
    try {
      await navigator.share({ title, url: webLink })
      setRefused(false)
    } catch (error) {
      // Closing the browser's own dialog is no failure.
      setRefused(!(error instanceof DOMException && error.name === 'AbortError'))
    }
  }
  return (
    <Button size="xs" variant="default" leftSection={<IconShare size={14} />} onClick={() => void share()}>
      <span aria-live="polite">{refused ? 'Not allowed here: copy it' : 'Share'}</span>
    </Button>
  )
}

const Preview = ({ webLink, appLink }: Pick<LinkOutputsProps, 'webLink' | 'appLink'>) => {
  const [browser, desktop] = snippetButtons
  return (
    <p className={styles.preview} aria-label="How the two buttons look">
      <a href={webLink} target="_blank" rel="noopener noreferrer" style={{ ...browser }}>
        {browser.text}
      </a>
      <a href={appLink} style={{ ...desktop }}>
        {desktop.text}
      </a>
    </p>
  )
}

/** The link in every form it is taken away in. */
export const LinkOutputs = (props: LinkOutputsProps) => {
  const { webLink, appLink, provedAt, caption, fallbackCaption, canPrint, onCaption } = props
  const rows = [
    { name: 'Web link', value: webLink, copy: 'Copy web link' },
    { name: 'Desktop app', value: appLink, copy: 'Copy app link' },
    { name: 'Two buttons (HTML)', value: htmlSnippet(props), copy: 'Copy HTML' },
    {
      name: 'Inside the portal’s pages (JavaScript)',
      value: portalCall(props.botDialogId, props.context),
      copy: 'Copy call',
    },
  ]
  return (
    <div className={styles.outputs}>
      {rows.map(({ name, value, copy }, index) => (
        <section key={name} aria-label={name}>
          <h3>
            {name}
            {index === 0 && provedAt !== undefined && (
              <span className={styles.tick}>
                <IconCheck size={14} aria-hidden /> seen to arrive {new Date(provedAt).toLocaleString()}
              </span>
            )}
          </h3>
          <pre tabIndex={0} aria-label={name}>
            {value}
          </pre>
          {index === 2 && <Preview webLink={webLink} appLink={appLink} />}
          <div className={common.actions}>
            <CopyButton value={value} label={copy} />
            {index === 0 && <Share webLink={webLink} title={caption || fallbackCaption} />}
            {index === 0 && (
              <span className={common.second}>
                {value.length} of {longestUrl} characters that are safe everywhere
              </span>
            )}
          </div>
        </section>
      ))}
      <section aria-label="On paper">
        <h3>On paper</h3>
        <div className={styles.print}>
          <TextInput
            label="Caption"
            placeholder={fallbackCaption}
            autoComplete="off"
            maxLength={200}
            value={caption}
            onChange={(event) => onCaption(event.currentTarget.value)}
          />
          <Button
            size="sm"
            variant="default"
            leftSection={<IconPrinter size={14} />}
            disabled={!canPrint}
            onClick={() => window.print()}
          >
            Print sheet
          </Button>
        </div>
      </section>
    </div>
  )
}

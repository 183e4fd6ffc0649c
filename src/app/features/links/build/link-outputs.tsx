import { CopyButton } from '../../../ui/copy-button.tsx'
import styles from '../links.module.css'

type LinkOutputsProps = {
  readonly webLink: string
  readonly appLink: string
  readonly botDialogId: string
  readonly context: Readonly<Record<string, unknown>>
}

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')

const snippetOf = ({ webLink, appLink }: LinkOutputsProps): string =>
  [
    `<a href="${escapeHtml(webLink)}">Open in browser</a>`,
    `<a href="${escapeHtml(appLink)}">Open in the desktop app</a>`,
  ].join('\n')

const callOf = ({ botDialogId, context }: LinkOutputsProps): string =>
  [
    "import { Messenger } from 'im.public'",
    '',
    `Messenger.openChatWithBotContext('${botDialogId}', ${JSON.stringify(context)})`,
  ].join('\n')

/** The link in every form it is taken away in. */
export const LinkOutputs = (link: LinkOutputsProps) => {
  const rows = [
    { name: 'Web link', value: link.webLink, copy: 'Copy web link' },
    { name: 'Desktop app', value: link.appLink, copy: 'Copy app link' },
    { name: 'Two buttons (HTML)', value: snippetOf(link), copy: 'Copy HTML' },
    { name: 'Inside the portal’s pages (JavaScript)', value: callOf(link), copy: 'Copy call' },
  ]
  return (
    <div className={styles.outputs}>
      {rows.map(({ name, value, copy }) => (
        <section key={name} aria-label={name}>
          <h3>{name}</h3>
          <pre tabIndex={0} aria-label={name}>
            {value}
          </pre>
          <CopyButton value={value} label={copy} />
        </section>
      ))}
    </div>
  )
}

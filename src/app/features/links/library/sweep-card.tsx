import '@mantine/core/styles/CloseButton.css'
import { Button, CloseButton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { describeError } from '../../../messages/describe-error.ts'
import { useBotTokens, usePortal } from '../../../portal/portal-context.tsx'
import { botListOptions, type KnownBot } from '../../../queries/bot-queries.ts'
import { linkedBotsOptions } from '../../../queries/linked-bots.ts'
import { Failed } from '../../../ui/failed.tsx'
import { ForeignText } from '../../../ui/foreign-text.tsx'
import { showControls } from '../../../ui/show-controls.ts'
import { Waiting } from '../../../ui/waiting.tsx'
import { useShownLibrary } from './library-context.ts'
import { localBotsOf } from './local-bots.ts'
import { countOf, troubleText } from './library-texts.ts'
import { editOf } from './link-changes.ts'
import { sweepLinks, type SweptLink } from './sweep-links.ts'
import styles from './library.module.css'

const Troubled = ({ swept: { entry, troubles } }: { readonly swept: SweptLink }) => {
  const { changes } = useShownLibrary()
  const { link, canWrite } = entry
  const successor = troubles.flatMap((trouble) =>
    trouble.kind === 'botGone' && trouble.successor ? trouble.successor.id : [],
  )[0]
  const inBuilder = { saved: link.id, ...(successor !== undefined && { bot: successor }) }
  const archive = () => {
    const writer = changes.writer()
    const edit = editOf(entry, { archivedAt: writer.at }, writer)
    changes.run({ changes: [edit], says: () => `“${link.name}” archived.` })
  }
  return (
    <li>
      <span>
        <strong>
          <ForeignText text={link.name} />
        </strong>
        {troubles.map((trouble) => (
          <small key={trouble.kind}>{showControls(troubleText(trouble))}</small>
        ))}
        {!canWrite && <small>An admin shares it; tell them.</small>}
      </span>
      <span className={styles.actions}>
        <Button
          size="compact-xs"
          renderRoot={(props) => <Link {...props} to="/links/build" search={inBuilder} />}
        >
          Open with another bot
        </Button>
        {canWrite && (
          <Button size="compact-xs" variant="default" disabled={changes.isBusy} onClick={archive}>
            Archive
          </Button>
        )}
      </span>
    </li>
  )
}

const Looked = ({ known }: { readonly known: readonly KnownBot[] }) => {
  const portal = usePortal()
  const { library } = useShownLibrary()
  const botIds = [...new Set(library.entries.map(({ link }) => link.recipe.botId))]
  const seen = useQuery({ ...linkedBotsOptions(portal, botIds, known), staleTime: 0 })
  if (seen.isPending) return <Waiting label="Looking for the bots" rows={2} />
  if (!seen.data)
    return (
      <Failed
        what="The bots could not be looked for"
        {...describeError(seen.error)}
        onRetry={() => void seen.refetch()}
      />
    )
  const bots = localBotsOf(known)
  const { troubled, unseen, well } = sweepLinks(library.entries, {
    portalOrigin: portal.origin,
    bots,
    seen: seen.data,
  })
  return (
    <>
      <p role="status">
        {troubled.length === 0
          ? `Nothing has changed under ${countOf(well)}.`
          : `${countOf(troubled.length)} no longer ${troubled.length === 1 ? 'does' : 'do'} what ${troubled.length === 1 ? 'it was' : 'they were'} made for; ${well} ${well === 1 ? 'is' : 'are'} as before.`}
      </p>
      {troubled.length > 0 && (
        <ul className={styles.lines} aria-label="Links to look at">
          {troubled.map((swept) => (
            <Troubled key={swept.entry.link.id} swept={swept} />
          ))}
        </ul>
      )}
      {unseen.length > 0 && (
        <p className={styles.second}>
          {countOf(unseen.length)} could not be checked: this connection may not ask for the bot. Over a
          webhook address a botToken is needed; give one on the Bots screen.
        </p>
      )}
    </>
  )
}

/** Whether the bots behind the saved links are still there and what they were; archived links are left out. */
export const SweepCard = ({ onClose }: { readonly onClose: () => void }) => {
  const bots = useQuery({ ...botListOptions(usePortal(), useBotTokens()), staleTime: 0 })
  return (
    <section className={styles.part} aria-label="Check links">
      <header>
        <h2>Check links</h2>
        <CloseButton size="sm" aria-label="Close the check" onClick={onClose} />
      </header>
      {bots.isPending && <Waiting label="Loading the bots" rows={2} />}
      {bots.isError && !bots.data && (
        <Failed
          what="The bots could not be loaded"
          {...describeError(bots.error)}
          onRetry={() => void bots.refetch()}
        />
      )}
      {bots.data && <Looked known={bots.data} />}
    </section>
  )
}

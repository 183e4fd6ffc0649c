import { Button } from '@mantine/core'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { linksOf } from '../../../../contract/links/recipe-links.ts'
import { usePortal } from '../../../portal/portal-context.tsx'
import type { LibraryEntry } from '../../../queries/library-queries.ts'
import { homePlaceOf } from '../../../queries/library-store.ts'
import { CopyButton } from '../../../ui/copy-button.tsx'
import { Empty } from '../../../ui/empty.tsx'
import { ForeignText } from '../../../ui/foreign-text.tsx'
import { JsonView } from '../../../ui/json-view.tsx'
import { formatExactTime } from '../../../ui/relative-time.ts'
import { SidePanel } from '../../../ui/side-panel.tsx'
import { MakeMany } from '../bulk/make-many.tsx'
import { ConflictCard } from './conflict-card.tsx'
import { tagsOf } from './find-links.ts'
import { useShownLibrary } from './library-context.ts'
import { copyOf, deleteOf, editOf } from './link-changes.ts'
import { EditedLabel } from './link-editor.tsx'
import { newLinkId } from './new-link-id.ts'
import { SaidBar } from './said-bar.tsx'
import styles from './library.module.css'

const route = getRouteApi('/links/library/$linkId')

const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </>
)

const Facts = ({ link }: Pick<LibraryEntry, 'link'>) => (
  <dl className={styles.facts}>
    <Fact name="Bot">
      <ForeignText text={link.bot.name} /> · <code>{link.bot.code}</code> · {link.recipe.botId} ·{' '}
      {link.bot.type}
    </Fact>
    <Fact name="Portal">{new URL(link.portalOrigin).host}</Fact>
    {link.recipe.parameters.length > 0 && (
      <Fact name="Behind the context">
        {link.recipe.parameters.map((pair) => pair.join('=')).join(' · ')}
      </Fact>
    )}
    <Fact name="Proved">{link.provedAt === null ? 'not yet' : formatExactTime(link.provedAt)}</Fact>
    <Fact name="Saved">{formatExactTime(link.createdAt)}</Fact>
    <Fact name="Changed">
      {formatExactTime(link.updatedAt)} by <ForeignText text={link.updatedBy.name} />
    </Fact>
  </dl>
)

type ActionsProps = { readonly entry: LibraryEntry; readonly onGone: () => void }

const Actions = ({ entry, onGone }: ActionsProps) => {
  const { changes } = useShownLibrary()
  const home = homePlaceOf(usePortal())
  const { link, canWrite } = entry
  const isArchived = link.archivedAt !== null
  const { webLink, appLink } = linksOf(link.recipe, link.portalOrigin)
  const archive = () => {
    const writer = changes.writer()
    const edit = editOf(entry, { archivedAt: isArchived ? null : writer.at }, writer)
    changes.run({ changes: [edit], says: () => `“${link.name}” ${isArchived ? 'restored' : 'archived'}.` })
  }
  const duplicate = () => {
    const copy = copyOf(link, { id: newLinkId(), place: home }, changes.writer())
    changes.run({ changes: [copy], says: () => `“${copy.after?.name ?? ''}” saved.`, onDone: onGone })
  }
  const remove = () =>
    changes.run({
      changes: [deleteOf(entry)],
      says: () => `“${link.name}” deleted.`,
      onDone: onGone,
    })
  return (
    <div className={styles.actions}>
      <Button
        size="xs"
        renderRoot={(props) => <Link {...props} to="/links/build" search={{ saved: link.id }} />}
      >
        Open in the builder
      </Button>
      <CopyButton value={webLink} label="Copy web link" />
      <CopyButton value={appLink} label="Copy app link" />
      <MakeMany id={link.id} name={link.name} recipe={link.recipe} size="xs" />
      <Button size="xs" variant="default" disabled={changes.isBusy} onClick={duplicate}>
        {canWrite ? 'Duplicate' : 'Make a copy of my own'}
      </Button>
      {canWrite && (
        <>
          <Button size="xs" variant="default" disabled={changes.isBusy} onClick={archive}>
            {isArchived ? 'Restore' : 'Archive'}
          </Button>
          <Button size="xs" variant="light" color="red" disabled={changes.isBusy} onClick={remove}>
            Delete
          </Button>
        </>
      )}
    </div>
  )
}

const Opened = ({ entry, onGone, isOpen }: ActionsProps & { readonly isOpen: boolean }) => {
  const { library, changes } = useShownLibrary()
  const { link, canWrite } = entry
  return (
    <>
      {canWrite ? (
        isOpen && (
          <EditedLabel
            key={link.id}
            entry={entry}
            knownTags={tagsOf(library.entries).map(({ tag }) => tag)}
            isBusy={changes.isBusy}
            onSave={(read, label, onDone) =>
              changes.run({
                changes: [editOf(read, label, changes.writer())],
                says: () => `“${label.name}” saved.`,
                onDone,
              })
            }
          />
        )
      ) : (
        <p className={styles.second}>An admin shares it; you can use and copy it, not change it.</p>
      )}
      <Actions entry={entry} onGone={onGone} />
      <Facts link={link} />
      <JsonView label="Context" value={link.recipe.context} />
    </>
  )
}

/** One saved link, slid in over the list; its place is in the address. */
export const LinkPanel = () => {
  const { linkId } = route.useParams()
  const navigate = route.useNavigate()
  const { library, changes } = useShownLibrary()
  const entry = library.entries.find(({ link }) => link.id === linkId)
  const conflict = changes.conflicts.find(({ change }) => change.id === linkId)
  const close = () => {
    void navigate({ to: '/links/library', search: (search) => search })
    document.getElementById(`saved-link-${linkId}`)?.focus()
  }
  return (
    <SidePanel title={<ForeignText text={entry?.link.name ?? 'Saved link'} />} onClose={close}>
      <div className={styles.panel}>
        <SaidBar changes={changes} />
        {conflict && <ConflictCard conflict={conflict} changes={changes} />}
        {entry ? (
          <Opened entry={entry} onGone={close} isOpen={!conflict} />
        ) : (
          <Empty
            title="Not in the library"
            text="It may have been deleted, or somebody else keeps it for themselves. Close this panel and choose another one."
          />
        )}
      </div>
    </SidePanel>
  )
}

import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { LinkRecipe, SavedLink } from '../../../../contract/links/saved-link.ts'
import { usePortal } from '../../../portal/portal-context.tsx'
import type { KnownBot } from '../../../queries/bot-queries.ts'
import { libraryOptions, type Library, type LibraryEntry } from '../../../queries/library-queries.ts'
import { homePlaceOf } from '../../../queries/library-store.ts'
import { Failed } from '../../../ui/failed.tsx'
import { ForeignText } from '../../../ui/foreign-text.tsx'
import { formatExactTime } from '../../../ui/relative-time.ts'
import { Waiting } from '../../../ui/waiting.tsx'
import { ConflictCard } from './conflict-card.tsx'
import { tagsOf } from './find-links.ts'
import { describeLibraryError, homeTexts } from './library-texts.ts'
import { copyOf, editOf } from './link-changes.ts'
import { LinkEditor, type LinkLabel } from './link-editor.tsx'
import { newLinkId } from './new-link-id.ts'
import { SaidBar } from './said-bar.tsx'
import { useLibraryChanges } from './use-library-changes.ts'
import styles from './library.module.css'

type SaveToLibraryProps = {
  /** The link as it is on the screen. */
  readonly recipe: LinkRecipe
  readonly bot: KnownBot
  /** When its context was last seen to arrive (epoch milliseconds), if it was. */
  readonly provedAt?: number | undefined
  /** Id of the saved link the builder was opened with, if any. */
  readonly savedId?: string | undefined
  /** It is saved under this id now; the builder goes on with it. */
  readonly onSaved: (id: string) => void
}

type FormProps = SaveToLibraryProps & {
  readonly library: Library
  readonly opened: LibraryEntry | undefined
}

const Form = ({ recipe, bot, provedAt, onSaved, library, opened }: FormProps) => {
  const portal = usePortal()
  const changes = useLibraryChanges()
  const [label, setLabel] = useState<LinkLabel>(opened?.link ?? { name: '', kind: 'link', tags: [] })
  const home = homePlaceOf(portal)
  const canSave = label.name.trim() !== '' && !changes.isBusy
  const contentOf = (before: SavedLink | undefined) => {
    const isSame = before && JSON.stringify(before.recipe) === JSON.stringify(recipe)
    return {
      ...label,
      name: label.name.trim(),
      portalOrigin: portal.origin,
      recipe,
      bot: { code: bot.bot.code, type: bot.bot.type, name: bot.user?.name || bot.bot.code },
      // A proof belongs to what was proved.
      provedAt: provedAt ?? (isSame ? before.provedAt : null),
    }
  }
  const saveNew = () => {
    const writer = changes.writer()
    const id = newLinkId()
    const content = contentOf(undefined)
    const link = { ...content, id, createdAt: 0, revision: 0, updatedAt: 0, updatedBy: writer.by }
    const copy = copyOf({ ...link, archivedAt: null }, { id, place: home, name: content.name }, writer)
    const after = copy.after && { ...copy.after, provedAt: content.provedAt }
    const says = () => `“${content.name}” saved.`
    changes.run({ changes: [{ ...copy, after }], says, onDone: () => onSaved(id) })
  }
  const saveChanges = () => {
    if (!opened) return
    const content = contentOf(opened.link)
    changes.run({
      changes: [editOf(opened, content, changes.writer())],
      says: () => `“${content.name}” saved.`,
    })
  }
  return (
    <>
      {opened && (
        <p className={styles.second}>
          Opened from “<ForeignText text={opened.link.name} />
          ”, changed {formatExactTime(opened.link.updatedAt)} by{' '}
          <ForeignText text={opened.link.updatedBy.name} />
          {opened.canWrite ? '.' : '. An admin shares it: save a copy of your own.'}
        </p>
      )}
      <LinkEditor
        label={label}
        knownTags={tagsOf(library.entries).map(({ tag }) => tag)}
        onChange={setLabel}
      />
      <div className={styles.actions}>
        {opened?.canWrite && (
          <Button size="xs" disabled={!canSave} onClick={saveChanges}>
            Save changes
          </Button>
        )}
        <Button
          size="xs"
          variant={opened?.canWrite ? 'default' : 'filled'}
          disabled={!canSave}
          onClick={saveNew}
        >
          {opened ? 'Save as a copy' : 'Save to the library'}
        </Button>
        <Button size="xs" variant="subtle" component={Link} to="/links/library">
          Open the library
        </Button>
      </div>
      <SaidBar changes={changes} />
      {changes.conflicts.map((conflict) => (
        <ConflictCard key={conflict.change.id} conflict={conflict} changes={changes} />
      ))}
      <p className={styles.second}>{homeTexts[home]}</p>
    </>
  )
}

/** Keeps the link on the screen under a name: new, as the next version of the one it was opened from, or as a copy. */
export const SaveToLibrary = (props: SaveToLibraryProps) => {
  const library = useQuery(libraryOptions(usePortal()))
  const opened = library.data?.entries.find(({ link }) => link.id === props.savedId)
  return (
    <section className={styles.part} aria-label="Save to the library">
      <h2>Save to the library</h2>
      {library.isPending && <Waiting label="Loading the library" rows={2} />}
      {library.isError && !library.data && (
        <Failed
          what="The library could not be loaded"
          {...describeLibraryError(library.error)}
          onRetry={() => void library.refetch()}
        />
      )}
      {library.data && <Form key={opened?.link.id ?? ''} {...props} library={library.data} opened={opened} />}
    </section>
  )
}

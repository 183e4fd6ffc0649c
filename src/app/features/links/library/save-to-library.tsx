import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { LinkRecipe, SavedLink } from '../../../../contract/links/saved-link.ts'
import { usePortal } from '../../../portal/portal-context.tsx'
import type { KnownBot } from '../../../queries/bot-queries.ts'
import {
  libraryOptions,
  type Library,
  type LibraryEntry,
  type PlacedChange,
} from '../../../queries/library-queries.ts'
import { homePlaceOf } from '../../../queries/library-store.ts'
import { Failed } from '../../../ui/failed.tsx'
import { ForeignText } from '../../../ui/foreign-text.tsx'
import { formatExactTime } from '../../../ui/relative-time.ts'
import { Waiting } from '../../../ui/waiting.tsx'
import { ConflictCard } from './conflict-card.tsx'
import { tagsOf } from './find-links.ts'
import { describeLibraryError, homeTexts } from './library-texts.ts'
import { createOf, editOf } from './link-changes.ts'
import { LinkEditor } from './link-editor.tsx'
import { newLinkId } from './new-link-id.ts'
import { isSameProof } from './proof-ticks.ts'
import { SaidBar } from './said-bar.tsx'
import {
  emptyLabel,
  endTag,
  isSameLabel,
  keptNewLabel,
  keptTag,
  labelOf,
  rebaseLabel,
  type LinkLabel,
} from './typed-label.ts'
import { useLibraryChanges } from './use-library-changes.ts'
import styles from './library.module.css'

type SaveToLibraryProps = {
  /** The link as it is on the screen. */
  readonly recipe: LinkRecipe
  readonly bot: KnownBot
  /** When its context was last seen to arrive (epoch milliseconds), if it was. */
  readonly provedAt: number | undefined
  /** The saved link it comes from, as it was read. */
  readonly opened: LibraryEntry | undefined
  /** It is kept like this now; what comes next is a change of it. */
  readonly onSaved: (kept: LibraryEntry) => void
}

/** The link as it is to be kept. A proof belongs to what was proved. */
const contentOf = (
  { recipe, bot: { bot, user }, provedAt }: SaveToLibraryProps,
  portalOrigin: string,
  before: SavedLink | undefined,
) => {
  const isSame = before && isSameProof(before.recipe, recipe)
  return {
    portalOrigin,
    recipe,
    bot: { code: bot.code, type: bot.type, name: user?.name || bot.code },
    provedAt: provedAt ?? (isSame ? before.provedAt : null),
  }
}

const useSaving = (props: SaveToLibraryProps, label: LinkLabel) => {
  const { opened, onSaved } = props
  const portal = usePortal()
  const changes = useLibraryChanges()
  const named = { ...label, name: label.name.trim() }
  const save = (change: PlacedChange) => {
    const { after: link, place } = change
    const onDone = () => link && onSaved({ place, canWrite: true, link })
    changes.run({ changes: [change], says: () => `“${named.name}” saved.`, onDone })
  }
  return {
    changes,
    saveChanges: () => {
      if (!opened) return
      const fields = { ...named, ...contentOf(props, portal.origin, opened.link) }
      save(editOf(opened, fields, changes.writer()))
    },
    /** What starts from a template is a link. */
    saveNew: () => {
      const isFromTemplate = opened?.link.kind === 'template'
      const fields = { ...named, ...(isFromTemplate && { kind: 'link' as const }) }
      const content = { ...fields, ...contentOf(props, portal.origin, undefined) }
      const place = homePlaceOf(portal)
      save(createOf(content, { id: newLinkId(), place }, changes.writer()))
    },
  }
}

/** What is typed above the buttons: kept until it is saved or discarded, through a reload, too. */
const useTypedLabel = (opened: LibraryEntry | undefined) => {
  const portal = usePortal()
  const id = opened?.link.id
  const kept = keptNewLabel(portal, id)
  const tag = keptTag(portal, 'save', id)
  const before = opened ? labelOf(opened.link) : emptyLabel
  const keep = (label: LinkLabel) => kept.save(isSameLabel(label, before) ? null : { before, label }, null)
  const [label, setLabel] = useState(() => {
    const typed = kept.load(null)
    const label = endTag(typed ? rebaseLabel(typed.label, typed.before, before) : before, tag)
    keep(label)
    return label
  })
  const isTyped = !isSameLabel(label, before)
  return {
    label,
    isTyped,
    change: (next: LinkLabel) => {
      setLabel(next)
      keep(next)
    },
    typeTag: (text: string) => tag.save(text, ''),
    /** It says this now. */
    settle: (now: LinkLabel) => {
      setLabel(labelOf(now))
      kept.forget()
    },
    discard: () => {
      setLabel(before)
      kept.forget()
    },
  }
}

const Form = (props: SaveToLibraryProps & { readonly library: Library }) => {
  const { library, opened } = props
  const portal = usePortal()
  const { label, isTyped, change, typeTag, settle, discard } = useTypedLabel(opened)
  const onSaved = (kept: LibraryEntry) => {
    settle(kept.link)
    props.onSaved(kept)
  }
  const { changes, saveChanges, saveNew } = useSaving({ ...props, onSaved }, label)
  const canSave = label.name.trim() !== '' && !changes.isBusy
  const newText = opened?.link.kind === 'template' ? 'Save as a new link' : 'Save as a copy'
  return (
    <>
      {opened && (
        <p className={styles.second}>
          It comes from “<ForeignText text={opened.link.name} />
          ”, changed {formatExactTime(opened.link.updatedAt)} by{' '}
          <ForeignText text={opened.link.updatedBy.name} />
          {opened.canWrite ? '.' : '. An admin shares it: save a copy of your own.'}
        </p>
      )}
      <LinkEditor
        label={label}
        knownTags={tagsOf(library.entries).map(({ tag }) => tag)}
        onTyping={typeTag}
        onChange={change}
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
          {opened ? newText : 'Save'}
        </Button>
        {isTyped && (
          <Button size="xs" variant="subtle" onClick={discard}>
            Discard
          </Button>
        )}
      </div>
      <SaidBar changes={changes} />
      {changes.conflicts.map((conflict) => (
        <ConflictCard
          key={conflict.change.id}
          conflict={conflict}
          changes={changes}
          onSettled={(link) => opened && link && onSaved({ ...opened, link })}
        />
      ))}
      <p className={styles.second}>
        {homeTexts[homePlaceOf(portal)]} <Link to="/links/library">Open the library</Link>
      </p>
    </>
  )
}

/** Keeps the link on the screen under a name: new, as the next version of the one it comes from, or as a copy. */
export const SaveToLibrary = (props: SaveToLibraryProps) => {
  const library = useQuery(libraryOptions(usePortal()))
  if (library.isPending) return <Waiting label="Loading the library" rows={2} />
  if (!library.data)
    return (
      <Failed
        what="The library could not be loaded"
        {...describeLibraryError(library.error)}
        onRetry={() => void library.refetch()}
      />
    )
  return (
    <div className={styles.save}>
      <Form {...props} library={library.data} />
    </div>
  )
}

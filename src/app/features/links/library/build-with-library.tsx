import { Button } from '@mantine/core'
import { IconBookmark } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useCallback, useState } from 'react'
import { usePortal } from '../../../portal/portal-context.tsx'
import { savedLinkOptions, type LibraryEntry } from '../../../queries/library-queries.ts'
import { Failed } from '../../../ui/failed.tsx'
import { lazyPart } from '../../../ui/lazy-part.tsx'
import { SidePanel } from '../../../ui/side-panel.tsx'
import { Waiting } from '../../../ui/waiting.tsx'
import { BuildScreen } from '../build/build-screen.tsx'
import type { SaveSlot } from '../build/take.tsx'
import { describeLibraryError } from './library-texts.ts'
import { useProofTicks } from './use-proof-ticks.ts'
import { versionKeyOf } from './version-key.ts'
import styles from './library.module.css'

const route = getRouteApi('/links/build')

// What is saved seldom is loaded when somebody saves.
const SaveToLibrary = lazyPart(async () => (await import('./save-to-library.tsx')).SaveToLibrary)

type SaveButtonProps = {
  readonly slot: SaveSlot
  readonly opened: LibraryEntry | undefined
  readonly onSaved: (kept: LibraryEntry) => void
}

const SaveButton = ({ slot: { recipe, bot, provedAt }, opened, onSaved }: SaveButtonProps) => {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconBookmark size={14} />}
        onClick={() => setOpen(true)}
      >
        Save to the library
      </Button>
      {isOpen && (
        <SidePanel title="Save to the library" onClose={() => setOpen(false)}>
          <SaveToLibrary recipe={recipe} bot={bot} provedAt={provedAt} opened={opened} onSaved={onSaved} />
        </SidePanel>
      )}
    </>
  )
}

type SessionProps = {
  /** The saved link as it was read when the builder was opened with it. */
  readonly entry: LibraryEntry | undefined
  readonly onSaved: (id: string) => void
}

/** One stay in the builder. What is changed in the library meanwhile does not touch it: saving finds out. */
const Session = ({ entry, onSaved }: SessionProps) => {
  const [opened, setOpened] = useState(entry)
  const [initial] = useState(() => {
    if (!entry) return undefined
    const { name, recipe } = entry.link
    return { key: versionKeyOf(entry.link), name, recipe }
  })
  const renderSave = useCallback(
    (slot: SaveSlot) => (
      <SaveButton
        slot={slot}
        opened={opened}
        onSaved={(kept) => {
          setOpened(kept)
          onSaved(kept.link.id)
        }}
      />
    ),
    [opened, onSaved],
  )
  const ticks = useProofTicks((links) =>
    setOpened((before) => {
      const ticked = links.find(({ id }) => id === before?.link.id)
      // If somebody else has written it meanwhile, saving must find that out.
      const isNext = before && ticked?.revision === before.link.revision + 1
      return isNext ? { ...before, link: ticked } : before
    }),
  )
  return (
    <BuildScreen
      {...(initial && { initial })}
      renderSave={renderSave}
      onProved={ticks.leave}
      {...(ticks.note && { proofNote: ticks.note })}
    />
  )
}

type OpenedProps = { readonly id: string; readonly onSaved: (id: string) => void }

const Opened = ({ id, onSaved }: OpenedProps) => {
  const entry = useQuery({ ...savedLinkOptions(usePortal(), id), refetchOnMount: 'always' })
  // What the list knew before may lack a link somebody has just shared.
  const isSure = Boolean(entry.data) || entry.isFetchedAfterMount
  if (entry.isPending || (!isSure && !entry.isError)) return <Waiting label="Loading the saved link" />
  if (entry.data === undefined)
    return (
      <Failed
        what="The saved link could not be loaded"
        {...describeLibraryError(entry.error)}
        onRetry={() => void entry.refetch()}
      />
    )
  return (
    <>
      {entry.data === null && (
        <p role="alert" className={styles.notice}>
          The library has no such link, or no longer. What you last built stands here instead.
        </p>
      )}
      <Session entry={entry.data ?? undefined} onSaved={onSaved} />
    </>
  )
}

/** The builder with the library behind it: a saved link opens in it (`?saved=`), and what is built can be saved. */
export const BuildWithLibrary = () => {
  const { saved } = route.useSearch()
  const navigate = route.useNavigate()
  // Saving gives the stay another address; it goes on as it is.
  const [renamed, setRenamed] = useState<{ readonly from: string | undefined; readonly to: string }>()
  const began = renamed && renamed.to === saved ? renamed.from : saved
  const onSaved = useCallback(
    (id: string) => {
      setRenamed({ from: began, to: id })
      void navigate({ to: '.', search: (search) => ({ ...search, saved: id }), replace: true })
    },
    [began, navigate],
  )
  if (began === undefined) return <Session key="" entry={undefined} onSaved={onSaved} />
  return <Opened key={began} id={began} onSaved={onSaved} />
}

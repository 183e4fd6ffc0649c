import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, Outlet, useParams } from '@tanstack/react-router'
import { Button } from '@mantine/core'
import { useCallback, useDeferredValue, useMemo, useState } from 'react'
import { libraryFileName, writeLibraryFile } from '../../../../contract/links/library-file.ts'
import { usePortal } from '../../../portal/portal-context.tsx'
import type { Library, LibraryEntry } from '../../../queries/library-queries.ts'
import { libraryOptions } from '../../../queries/library-queries.ts'
import { homePlaceOf } from '../../../queries/library-store.ts'
import { Empty } from '../../../ui/empty.tsx'
import { Failed } from '../../../ui/failed.tsx'
import { Stale } from '../../../ui/stale.tsx'
import { Waiting } from '../../../ui/waiting.tsx'
import { saveFile } from '../code/save-file.ts'
import { ConflictCard } from './conflict-card.tsx'
import { findLinks, tagsOf } from './find-links.ts'
import { ImportCard } from './import-card.tsx'
import { LibraryProvider } from './library-context.ts'
import { LibraryList } from './library-list.tsx'
import { LibraryNotices } from './library-notices.tsx'
import { describeLibraryError, exportText, homeTexts } from './library-texts.ts'
import { LibraryTools } from './library-tools.tsx'
import { SaidBar } from './said-bar.tsx'
import { SelectionBar } from './selection-bar.tsx'
import { SweepCard } from './sweep-card.tsx'
import { useLibraryChanges } from './use-library-changes.ts'
import styles from './library.module.css'

const route = getRouteApi('/links/library')

const toBuild = (
  <Button component={Link} to="/links/build">
    Build a link
  </Button>
)

type FilledProps = { readonly library: Library; readonly now: number }

const useSelection = (entries: readonly LibraryEntry[]) => {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set())
  const select = useCallback((id: string, isSelected: boolean) => {
    setIds((before) => {
      const next = new Set(before)
      if (isSelected) next.add(id)
      else next.delete(id)
      return next
    })
  }, [])
  return {
    ids,
    selected: entries.filter(({ link }) => ids.has(link.id)),
    select,
    selectAll: (isSelected: boolean) => setIds(new Set(isSelected ? entries.map(({ link }) => link.id) : [])),
    clear: () => setIds(new Set()),
  }
}

const Filled = ({ library, now }: FilledProps) => {
  const portal = usePortal()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const changes = useLibraryChanges()
  const { linkId: opened } = useParams({ strict: false })
  const { q, tag, show, sort } = useDeferredValue(search)
  const found = useMemo(
    () => findLinks(library.entries, { q, tag, show, sort }),
    [library.entries, q, tag, show, sort],
  )
  const { ids, selected, select, selectAll, clear } = useSelection(found)
  const isEmpty = library.entries.length === 0
  const exportThese = (entries: readonly LibraryEntry[]) => {
    const at = Date.now()
    const links = entries.map(({ link }) => link)
    const text = writeLibraryFile(links, { portalOrigin: portal.origin, at })
    saveFile(new Blob([text], { type: 'application/json' }), libraryFileName(portal.origin, at))
    changes.say(exportText(links))
  }
  const open = (part: 'import' | 'check' | undefined) =>
    void navigate({ to: '.', search: (before) => ({ ...before, part }) })
  return (
    <LibraryProvider value={{ library, changes }}>
      <LibraryTools
        search={search}
        tags={tagsOf(library.entries)}
        onSearch={(change) =>
          void navigate({ to: '.', search: (before) => ({ ...before, ...change }), replace: true })
        }
        onExport={() => exportThese(library.entries)}
        onImport={() => open('import')}
        onCheck={() => open('check')}
        isEmpty={isEmpty}
      />
      <SaidBar changes={changes} />
      {selected.length > 0 && (
        <SelectionBar selected={selected} changes={changes} onExport={exportThese} onClear={clear} />
      )}
      <div className={styles.stack}>
        {changes.conflicts
          .filter(({ change }) => change.id !== opened)
          .map((conflict) => (
            <ConflictCard key={conflict.change.id} conflict={conflict} changes={changes} />
          ))}
        <LibraryNotices library={library} />
        {search.part === 'import' && <ImportCard onClose={() => open(undefined)} />}
        {search.part === 'check' && <SweepCard onClose={() => open(undefined)} />}
      </div>
      <section className={styles.card} aria-label="Library">
        {isEmpty ? (
          <Empty
            title="Nothing saved yet"
            text="A saved link is found again, changed and taken once more; a template is where the next links start. Build one and save it."
          >
            {toBuild}
          </Empty>
        ) : found.length === 0 ? (
          <Empty
            title={search.show === 'archived' ? 'Nothing archived like that' : 'No link matches'}
            text="Take a word away, choose another tag, or look among the others."
          />
        ) : (
          <LibraryList
            entries={found}
            search={search}
            selected={ids}
            onSelect={select}
            onSelectAll={selectAll}
            now={now}
          />
        )}
      </section>
      <Outlet />
    </LibraryProvider>
  )
}

/** Saved links and templates: shared by admins, each person's own, or this browser's. */
export const LibraryScreen = () => {
  const portal = usePortal()
  const library = useQuery(libraryOptions(portal))
  const retry = () => void library.refetch()
  return (
    <>
      <p className={styles.home}>{homeTexts[homePlaceOf(portal)]}</p>
      {library.isPending && <Waiting label="Loading the library" />}
      {library.isError && !library.data && (
        <Failed
          what="The library could not be loaded"
          {...describeLibraryError(library.error)}
          onRetry={retry}
        />
      )}
      {library.isRefetchError && (
        <Stale
          what="The library could not be refreshed"
          {...describeLibraryError(library.error)}
          onRetry={retry}
        />
      )}
      {library.data && <Filled library={library.data} now={library.dataUpdatedAt} />}
    </>
  )
}

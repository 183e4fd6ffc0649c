import { IconArchive, IconCheck, IconLock, IconUser } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import { linksOf } from '../../../../contract/links/recipe-links.ts'
import type { LibraryEntry } from '../../../queries/library-queries.ts'
import { Chip } from '../../../ui/chip.tsx'
import { CopyButton } from '../../../ui/copy-button.tsx'
import { ForeignText } from '../../../ui/foreign-text.tsx'
import { formatExactTime, formatRelativeTime } from '../../../ui/relative-time.ts'
import type { LinkSearch } from './find-links.ts'
import styles from './library.module.css'

type LibraryRowProps = {
  readonly entry: LibraryEntry
  readonly search: LinkSearch
  readonly isSelected: boolean
  readonly onSelect: (id: string, isSelected: boolean) => void
  /** Epoch milliseconds of the latest look; the times are told from there. */
  readonly now: number
}

const Marks = ({ entry: { place, canWrite, link }, now }: Pick<LibraryRowProps, 'entry' | 'now'>) => (
  <span className={styles.marks}>
    {link.kind === 'template' && <Chip tone="blue">template</Chip>}
    {link.provedAt !== null && (
      <Chip tone="green" title={`Seen to arrive ${formatExactTime(link.provedAt)}`}>
        <IconCheck size={12} aria-hidden /> proved {formatRelativeTime(link.provedAt, now)}
      </Chip>
    )}
    {!canWrite && (
      <Chip title="Shared by an admin">
        <IconLock size={12} aria-hidden /> read-only
      </Chip>
    )}
    {place === 'own' && (
      <Chip title="Nobody else sees it">
        <IconUser size={12} aria-hidden /> yours
      </Chip>
    )}
    {link.archivedAt !== null && (
      <Chip>
        <IconArchive size={12} aria-hidden /> archived
      </Chip>
    )}
    {link.tags.map((tag) => (
      <Chip key={tag}>
        <ForeignText text={tag} />
      </Chip>
    ))}
  </span>
)

/** One saved link of the list. */
export const LibraryRow = memo(({ entry, search, isSelected, onSelect, now }: LibraryRowProps) => {
  const { link } = entry
  return (
    <div className={styles.row}>
      <input
        type="checkbox"
        aria-label={`Select ${link.name}`}
        checked={isSelected}
        onChange={(event) => onSelect(link.id, event.currentTarget.checked)}
      />
      <Link
        id={`saved-link-${link.id}`}
        className={styles.open}
        to="/links/library/$linkId"
        params={{ linkId: link.id }}
        search={search}
      >
        <span className={styles.name}>
          <ForeignText text={link.name || 'Without a name'} />
        </span>
        <span className={styles.about}>
          <ForeignText text={link.bot.name} /> ·{' '}
          <time dateTime={new Date(link.updatedAt).toISOString()} title={formatExactTime(link.updatedAt)}>
            {formatRelativeTime(link.updatedAt, now)}
          </time>{' '}
          by <ForeignText text={link.updatedBy.name} />
        </span>
      </Link>
      <Marks entry={entry} now={now} />
      <CopyButton
        value={linksOf(link.recipe, link.portalOrigin).webLink}
        label="Copy link"
        size="compact-xs"
      />
    </div>
  )
})
LibraryRow.displayName = 'LibraryRow'

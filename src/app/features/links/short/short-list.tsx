import { ActionIcon } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ShortLinkView } from '../../../../contract/links/short-link.ts'
import { carriedTexts, formatUses } from '../../../messages/short-link-texts.ts'
import type { ShortLinkFilter } from '../../../queries/short-link-queries.ts'
import { CopyButton } from '../../../ui/copy-button.tsx'
import { ForeignText } from '../../../ui/foreign-text.tsx'
import { formatExactTime, formatRelativeTime } from '../../../ui/relative-time.ts'
import { FunnelFigures } from './funnel-figures.tsx'
import styles from './short-list.module.css'
import { ShortStateChip } from './short-state-chip.tsx'

type RowProps = {
  readonly link: ShortLinkView
  readonly filter: ShortLinkFilter
  /** This computer's clock, and how far the worker's is ahead of it. */
  readonly now: number
  readonly ahead: number
}

const End = ({
  expiresAt,
  now,
  ahead,
}: Pick<ShortLinkView, 'expiresAt'> & Pick<RowProps, 'now' | 'ahead'>) =>
  expiresAt === null ? null : (
    <time dateTime={new Date(expiresAt).toISOString()} title={formatExactTime(expiresAt)}>
      {' · '}
      {expiresAt > now + ahead ? 'ends' : 'ended'} {formatRelativeTime(expiresAt, now + ahead)}
    </time>
  )

const ShortRow = ({ link, filter, now, ahead }: RowProps) => (
  <li className={styles.row}>
    <Link className={styles.link} to="/links/short/$linkId" params={{ linkId: link.id }} search={filter}>
      <span className={styles.main}>
        <ForeignText text={link.name} />
      </span>
      <span className={styles.mono}>/{link.slug}</span>
    </Link>
    <span className={styles.bot}>
      <ForeignText text={link.botName} />
      {link.campaign !== '' && (
        <>
          {' · '}
          <ForeignText text={link.campaign} />
        </>
      )}
    </span>
    <span className={styles.state}>
      <span>
        <ShortStateChip state={link.state} />
      </span>
      <span className={styles.second}>
        carries {carriedTexts[link.carries].name} · {formatUses(link.funnel, link.maxUses)}
        <End expiresAt={link.expiresAt} now={now} ahead={ahead} />
      </span>
    </span>
    <span className={styles.figures}>
      <FunnelFigures funnel={link.funnel} />
    </span>
    <span className={styles.actions}>
      {link.state !== 'revoked' && <CopyButton value={link.url} label="Copy address" size="compact-xs" />}
      <ActionIcon
        component="a"
        href={`${link.url}?preview`}
        target="_blank"
        rel="noreferrer"
        aria-label={`Look at the page of ${link.slug}`}
        title="Look at where it leads; not counted"
      >
        <IconExternalLink size={16} aria-hidden />
      </ActionIcon>
    </span>
  </li>
)

type ShortListProps = Omit<RowProps, 'link'> & { readonly links: readonly ShortLinkView[] }

export const ShortList = ({ links, ...rest }: ShortListProps) => (
  <ul className={styles.list} aria-label="Short links">
    {links.map((link) => (
      <ShortRow key={link.id} link={link} {...rest} />
    ))}
  </ul>
)

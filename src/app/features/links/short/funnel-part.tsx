import { Suspense } from 'react'
import type { FoundShortLink } from '../../../queries/short-link-queries.ts'
import { lazyPart } from '../../../ui/lazy-part.tsx'
import { Waiting } from '../../../ui/waiting.tsx'
import { FunnelPicture } from './funnel-picture.tsx'
import { funnelDaysOf } from './funnel-steps.ts'
import { DayTable, FunnelTable } from './funnel-table.tsx'
import styles from './funnel.module.css'
import parts from './short-parts.module.css'

const Lines = lazyPart(async () => (await import('./funnel-chart.tsx')).FunnelLines)

type FunnelPartProps = Pick<FoundShortLink, 'link' | 'days' | 'now'>

/** What became of one link: as pictures, and as the figures behind them. */
export const FunnelPart = ({ link: { funnel }, days, now }: FunnelPartProps) => {
  const shown = funnelDaysOf(days, now)
  return (
    <section className={parts.section} aria-label="What became of it">
      <h2>What became of it</h2>
      <FunnelPicture funnel={funnel} issued={1} />
      {shown.length > 1 && (
        <div
          role="img"
          aria-label="Lines: the steps day by day; the table has the figures"
          className={styles.chart}
        >
          <Suspense fallback={<Waiting label="Loading the chart" />}>
            <Lines days={shown} />
          </Suspense>
        </div>
      )}
      <details className={styles.behind}>
        <summary>The figures</summary>
        <FunnelTable funnel={funnel} issued={1} />
        {shown.length > 0 && (
          <div className={styles.scroll} tabIndex={0} role="group" aria-label="Day by day">
            <DayTable days={shown} />
          </div>
        )}
      </details>
      <p className={parts.second}>
        Looks, choices and people are different things: a visitor may look twice, and a link that is passed on
        in a chat is opened without its page.
      </p>
    </section>
  )
}

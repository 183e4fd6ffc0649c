import { useState } from 'react'
import { formatLinks } from '../../../messages/short-link-texts.ts'
import type { ShortLinkList } from '../../../queries/short-link-queries.ts'
import { FunnelFigures } from './funnel-figures.tsx'
import { FunnelPicture } from './funnel-picture.tsx'
import { FunnelTable } from './funnel-table.tsx'
import styles from './short-list.module.css'

/** All links that are shown, together: figures, and as a picture when somebody asks for it. */
export const ShortTotal = ({ total }: Pick<ShortLinkList, 'total'>) => {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <section className={styles.total} aria-label="Together">
      <h2>{formatLinks(total.links)} together</h2>
      <FunnelFigures funnel={total.funnel} />
      <details onToggle={(event) => setIsOpen(event.currentTarget.open)}>
        <summary>As a chart</summary>
        {isOpen && (
          <>
            <FunnelPicture funnel={total.funnel} issued={total.links} />
            <FunnelTable funnel={total.funnel} issued={total.links} />
          </>
        )}
      </details>
    </section>
  )
}

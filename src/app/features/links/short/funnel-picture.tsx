import { Suspense } from 'react'
import type { Funnel } from '../../../../contract/links/short-link.ts'
import { funnelTexts } from '../../../messages/short-link-texts.ts'
import { lazyPart } from '../../../ui/lazy-part.tsx'
import { Waiting } from '../../../ui/waiting.tsx'
import { chosenOf, funnelStepsOf } from './funnel-steps.ts'
import styles from './funnel.module.css'
import { WayLegend } from './way-legend.tsx'

// The charts weigh more than the rest of the screen.
const Bars = lazyPart(async () => (await import('./funnel-chart.tsx')).FunnelBars)

type FunnelPictureProps = {
  readonly funnel: Funnel
  /** How many links it is of. */
  readonly issued: number
}

/** The funnel as bars, and what they say for who cannot see them. */
export const FunnelPicture = ({ funnel, issued }: FunnelPictureProps) => {
  const said = funnelStepsOf(funnel, issued).map(({ name, count }) => `${funnelTexts[name].name} ${count}`)
  return (
    <>
      <div role="img" aria-label={`Bars: ${said.join(', ')}`} className={styles.chart}>
        <Suspense fallback={<Waiting label="Loading the chart" />}>
          <Bars funnel={funnel} issued={issued} />
        </Suspense>
      </div>
      {chosenOf(funnel) > 0 && <WayLegend funnel={funnel} />}
    </>
  )
}

import type { Funnel } from '../../../../contract/links/short-link.ts'
import { funnelTexts } from '../../../messages/short-link-texts.ts'
import { chosenOf } from './funnel-steps.ts'
import styles from './funnel-figures.module.css'

const shortNames = { landed: 'landed', chosen: 'chose', received: 'bot', replied: 'wrote' } as const
// Object.entries forgets the keys of a constant.
const names = Object.entries(shortNames) as [keyof typeof shortNames, string][]

/** The funnel in four small figures. */
export const FunnelFigures = ({ funnel }: { readonly funnel: Funnel }) => {
  const counts = { ...funnel, chosen: chosenOf(funnel) }
  return (
    <dl className={styles.figures}>
      {names.map(([step, name]) => (
        <div
          key={step}
          title={`${funnelTexts[step].name}: ${funnelTexts[step].hint}`}
          data-none={counts[step] === 0}
        >
          <dt>{name}</dt>
          <dd>{counts[step].toLocaleString('en')}</dd>
        </div>
      ))}
    </dl>
  )
}

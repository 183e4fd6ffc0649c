import type { Funnel } from '../../../../contract/links/short-link.ts'
import { funnelTexts, wayTexts } from '../../../messages/short-link-texts.ts'
import { funnelStepsOf, type FunnelDay } from './funnel-steps.ts'
import styles from './funnel.module.css'

const percent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 0 })
// Object.entries forgets the keys of a constant.
const ways = Object.entries(wayTexts) as [keyof typeof wayTexts, string][]

/** The figures behind the bars. */
export const FunnelTable = ({ funnel, issued }: { readonly funnel: Funnel; readonly issued: number }) => (
  <table className={styles.table}>
    <caption>What became of it</caption>
    <thead>
      <tr>
        <th scope="col">Step</th>
        <th scope="col">Count</th>
        <th scope="col">Of the step before</th>
      </tr>
    </thead>
    <tbody>
      {funnelStepsOf(funnel, issued).map(({ name, count, ofBefore }) => (
        <tr key={name}>
          <th scope="row">
            {funnelTexts[name].name}
            <span>
              {funnelTexts[name].hint}
              {name === 'chosen' &&
                count > 0 &&
                `: ${ways.map(([way, text]) => `${text} ${funnel[way]}`).join(', ')}`}
            </span>
          </th>
          <td>{count.toLocaleString('en')}</td>
          <td>{ofBefore === undefined ? '–' : percent.format(ofBefore)}</td>
        </tr>
      ))}
    </tbody>
  </table>
)

const steps = ['landed', 'chosen', 'received', 'replied'] as const

/** The figures behind the lines, the newest day first. */
export const DayTable = ({ days }: { readonly days: readonly FunnelDay[] }) => (
  <table className={styles.table}>
    <caption>Day by day (UTC)</caption>
    <thead>
      <tr>
        <th scope="col">Day</th>
        {steps.map((step) => (
          <th key={step} scope="col">
            {funnelTexts[step].name}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {days.toReversed().map((day) => (
        <tr key={day.day}>
          <th scope="row">{day.day}</th>
          {steps.map((step) => (
            <td key={step}>{day[step].toLocaleString('en')}</td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
)

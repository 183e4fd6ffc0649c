import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import {
  linkReaders,
  type LinkDelivery,
  type LinkReaderName,
} from '../../../../contract/deep-link/link-delivery.ts'
import { readerTexts, unheardTexts } from '../../../messages/link-texts.ts'
import { showControls } from '../../../ui/show-controls.ts'
import { differencesOf, type Difference } from './context-differences.ts'
import common from '../links.module.css'
import styles from './build.module.css'

type ReceivedProps = {
  readonly context: Readonly<Record<string, unknown>>
  readonly deliveries: Readonly<Record<LinkReaderName, LinkDelivery>>
}

/** Longer ones are shown once; the others say “the same”. */
const shortEnough = 90
const mostShown = 40

const Differences = ({ differences }: { readonly differences: readonly Difference[] }) => (
  <table className={styles.table}>
    <caption>What a click changes</caption>
    <thead>
      <tr>
        <th scope="col">Field</th>
        <th scope="col">As typed</th>
        <th scope="col">Arrives as</th>
      </tr>
    </thead>
    <tbody>
      {differences.slice(0, mostShown).map(({ at, typed, arrives }) => (
        <tr key={at}>
          <th scope="row">
            <code>{showControls(at)}</code>
          </th>
          <td>
            <code>{showControls(typed)}</code>
          </td>
          <td>{arrives === undefined ? 'does not arrive' : <code>{showControls(arrives)}</code>}</td>
        </tr>
      ))}
    </tbody>
  </table>
)

/** What the bot gets on each way, and what a click makes of the types. */
export const Received = ({ context, deliveries }: ReceivedProps) => {
  const received = linkReaders.map((reader) => {
    const delivery = deliveries[reader]
    return delivery.kind === 'delivered' ? JSON.stringify(delivery.received) : undefined
  })
  const first =
    deliveries[linkReaders.find((reader) => deliveries[reader].kind === 'delivered') ?? 'fullLoad']
  const differences = first.kind === 'delivered' ? differencesOf(context, first.received) : []
  return (
    <>
      <dl className={common.deliveries} aria-label="What the bot will receive">
        {linkReaders.map((reader, index) => {
          const delivery = deliveries[reader]
          const text = received[index] ?? ''
          const isSame = text.length > shortEnough && received.indexOf(text) < index
          return (
            <div key={reader}>
              <dt>
                {readerTexts[reader].name}
                <span>{readerTexts[reader].hint}</span>
              </dt>
              <dd>
                {delivery.kind === 'delivered' ? (
                  <p className={common.good}>
                    <IconCheck size={16} aria-hidden />
                    {isSame ? 'the same' : <code>{showControls(text)}</code>}
                  </p>
                ) : (
                  <p className={common.lost}>
                    <IconAlertTriangle size={16} aria-hidden />
                    {unheardTexts[delivery.why]}
                  </p>
                )}
              </dd>
            </div>
          )
        })}
      </dl>
      {differences.length > 0 && (
        <>
          <Differences differences={differences} />
          <p className={common.second}>
            A program that sends the same context by REST keeps the types, so the bot should read both:
            {' Number(…), and “Y” as true.'}
          </p>
        </>
      )}
    </>
  )
}

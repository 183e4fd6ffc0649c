import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import {
  linkReaders,
  type LinkDelivery,
  type LinkReaderName,
} from '../../../contract/deep-link/link-delivery.ts'
import { readerTexts, unheardTexts } from '../../messages/link-texts.ts'
import { showControls } from '../../ui/show-controls.ts'
import styles from './links.module.css'

const Delivery = ({ delivery }: { readonly delivery: LinkDelivery }) =>
  delivery.kind === 'delivered' ? (
    <p className={styles.good}>
      <IconCheck size={16} aria-hidden />
      <code>{showControls(JSON.stringify(delivery.received))}</code>
    </p>
  ) : delivery.why === 'otherReader' ? (
    <p className={styles.second}>{unheardTexts[delivery.why]}</p>
  ) : (
    <p className={styles.lost}>
      <IconAlertTriangle size={16} aria-hidden />
      {unheardTexts[delivery.why]}
    </p>
  )

/** What the bot gets of a link, reader by reader. */
export const Deliveries = ({
  deliveries,
}: {
  readonly deliveries: Readonly<Record<LinkReaderName, LinkDelivery>>
}) => (
  <dl className={styles.deliveries} aria-label="What the bot will receive">
    {linkReaders.map((reader) => (
      <div key={reader}>
        <dt title={readerTexts[reader].hint}>
          {readerTexts[reader].name}
          <span>{readerTexts[reader].hint}</span>
        </dt>
        <dd>
          <Delivery delivery={deliveries[reader]} />
        </dd>
      </div>
    ))}
  </dl>
)

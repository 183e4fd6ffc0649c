import '@mantine/core/styles/CloseButton.css'
import '@mantine/core/styles/Modal.css'
import '@mantine/core/styles/ModalBase.css'
import '@mantine/core/styles/Overlay.css'
import '@mantine/core/styles/Paper.css'
import { Modal } from '@mantine/core'
import styles from './keys-help.module.css'

const keys = [
  ['/', 'search or filter the list'],
  ['j  k  ↓  ↑', 'move in the list of events'],
  ['Home  End', 'its newest and its oldest'],
  ['Enter', 'open what is in focus'],
  ['Esc', 'close the panel'],
  ['?', 'this list'],
] as const

export const KeysHelp = ({ onClose }: { readonly onClose: () => void }) => (
  <Modal
    opened
    onClose={onClose}
    title="Keys"
    size="sm"
    centered
    closeButtonProps={{ 'aria-label': 'Close' }}
  >
    <dl className={styles.keys}>
      {keys.map(([key, what]) => (
        <div key={key} className={styles.key}>
          <dt>
            <kbd>{key}</kbd>
          </dt>
          <dd>{what}</dd>
        </div>
      ))}
    </dl>
  </Modal>
)

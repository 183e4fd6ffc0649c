import '@mantine/core/styles/CloseButton.css'
import '@mantine/core/styles/Drawer.css'
import '@mantine/core/styles/ModalBase.css'
import '@mantine/core/styles/Overlay.css'
import '@mantine/core/styles/Paper.css'
import { Drawer } from '@mantine/core'
import type { ReactNode } from 'react'
import styles from './side-panel.module.css'

type SidePanelProps = {
  readonly title: ReactNode
  readonly onClose: () => void
  readonly children: ReactNode
}

/** One thing of the list, slid in over it. */
export const SidePanel = ({ title, onClose, children }: SidePanelProps) => (
  <Drawer
    opened
    onClose={onClose}
    position="right"
    size="min(680px, 100%)"
    padding={0}
    transitionProps={{ duration: 120 }}
    overlayProps={{ backgroundOpacity: 0.35 }}
    title={title}
    closeButtonProps={{ 'aria-label': 'Close' }}
    classNames={{
      title: styles.title ?? '',
      header: styles.header ?? '',
      body: styles.body ?? '',
      content: styles.content ?? '',
    }}
  >
    {children}
  </Drawer>
)

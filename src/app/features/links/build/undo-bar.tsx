import { Button } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import { showControls } from '../../../ui/show-controls.ts'
import type { DraftState } from './draft-store.ts'
import styles from './build.module.css'

/** The last step that took something away or moved it, and the way back. */
export const UndoBar = ({ step, undo }: Pick<DraftState, 'step' | 'undo'>) => (
  <div role="status" className={styles.undo}>
    {step && (
      <>
        <span>{step.isUndone ? 'Undone.' : showControls(step.said)}</span>
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconArrowBackUp size={14} />}
          onClick={undo}
        >
          {step.isUndone ? 'Redo' : 'Undo'}
        </Button>
      </>
    )}
  </div>
)

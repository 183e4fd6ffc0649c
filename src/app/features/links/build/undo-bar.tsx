import { Button } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { showControls } from '../../../ui/show-controls.ts'
import type { DraftState } from './draft-store.ts'
import styles from './build.module.css'

/** The last step that took something away or moved it, and the way back. */
export const UndoBar = ({ step, undo }: Pick<DraftState, 'step' | 'undo'>) => {
  const button = useRef<HTMLButtonElement>(null)
  const seen = useRef(step)
  // A step may take away what had the focus (a row, a repair): it goes on to the way back.
  useEffect(() => {
    if (seen.current === step) return
    seen.current = step
    if (document.activeElement === document.body) button.current?.focus({ preventScroll: true })
  }, [step])
  return (
    <div role="status" className={styles.undo}>
      {step && (
        <>
          <span>{step.isUndone ? 'Undone.' : showControls(step.said)}</span>
          <Button
            ref={button}
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
}

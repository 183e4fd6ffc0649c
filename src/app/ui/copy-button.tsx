import { Button } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { copyText } from './copy-text.ts'

type CopyButtonProps = {
  readonly value: string
  /** What the button says, and with it what was copied. */
  readonly label: string
  readonly size?: 'xs' | 'compact-xs' | 'sm'
}

export const CopyButton = ({ value, label, size = 'xs' }: CopyButtonProps) => {
  const [outcome, setOutcome] = useState<'copied' | 'refused'>()
  useEffect(() => {
    const timer = setTimeout(() => setOutcome(undefined), 2000)
    return () => clearTimeout(timer)
  }, [outcome])
  const copy = async () => setOutcome((await copyText(value)) ? 'copied' : 'refused')
  return (
    <Button
      size={size}
      variant="default"
      leftSection={outcome === 'copied' ? <IconCheck size={14} /> : <IconCopy size={14} />}
      onClick={() => void copy()}
    >
      <span aria-live="polite">
        {outcome === 'copied' ? 'Copied' : outcome === 'refused' ? 'Select and copy by hand' : label}
      </span>
    </Button>
  )
}

import type { ErrorComponentProps } from '@tanstack/react-router'
import { describeError } from '../messages/describe-error.ts'
import { Failed } from '../ui/failed.tsx'

/** One screen broke; the rest of the console goes on. */
export const IslandFailed = ({ error, reset }: ErrorComponentProps) => (
  <Failed what="This part of the console stopped" {...describeError(error)} onRetry={reset} />
)

import { Button } from '@mantine/core'
import type { ErrorComponentProps } from '@tanstack/react-router'
import { describeError } from '../messages/describe-error.ts'
import { Failed } from '../ui/failed.tsx'
import { PartNotLoadedError } from '../ui/lazy-part.tsx'

/** One screen broke, or did not load; the rest of the console goes on. */
export const IslandFailed = ({ error, reset }: ErrorComponentProps) => {
  if (!(error instanceof PartNotLoadedError))
    return <Failed what="This part of the console stopped" {...describeError(error)} onRetry={reset} />
  const retry = () => {
    error.forget()
    reset()
  }
  return (
    <Failed
      what="This part of the console did not load"
      means="The connection may be down, or the console was updated on its server since this page was opened."
      advice="Try again. If that does not help, reload: forms keep what was typed, and a webhook address that is not kept is asked for again."
      details={`${error.name}: ${error.message}`}
      onRetry={retry}
    >
      <Button variant="default" onClick={() => location.reload()}>
        Reload the console
      </Button>
    </Failed>
  )
}

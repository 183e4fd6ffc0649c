import { Link, Outlet } from '@tanstack/react-router'
import { useState } from 'react'
import { useWarnBeforeUnload } from '../../../ui/use-warn-before-unload.ts'
import { WorkerGate } from '../../../worker/worker-gate.tsx'
import { FreshLinkKeyProvider } from './fresh-link-key.ts'

const instead = (
  <p>
    Embedded links work without a worker: the link itself carries the context.{' '}
    <Link to="/links/build">Build one</Link>. They cannot expire, be withdrawn or counted.
  </p>
)

/** Links that the worker keeps; says what is missing where none can be kept, and what works all the same. */
export const ShortLinks = () => {
  const [value, set] = useState<string>()
  useWarnBeforeUnload(value !== undefined)
  return (
    <FreshLinkKeyProvider value={{ value, set }}>
      <WorkerGate needs="links" instead={instead}>
        <Outlet />
      </WorkerGate>
    </FreshLinkKeyProvider>
  )
}

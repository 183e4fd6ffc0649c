import { useState } from 'react'
import type { Portal } from '../../../portal/portal.ts'
import { keptStart, type BulkStart } from './bulk-start.ts'

/** What the rows start from; null: from their own columns. */
export const useStart = (portal: Pick<Portal, 'origin' | 'user'>) => {
  const kept = keptStart(portal)
  const [start, setStart] = useState<BulkStart | null>(() => kept.load(null))
  const choose = (next: BulkStart | null) => {
    kept.save(next, null)
    setStart(next)
  }
  return { start, choose }
}

export type StartFrom = ReturnType<typeof useStart>

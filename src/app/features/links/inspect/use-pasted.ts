import { useMemo, useState } from 'react'
import * as z from 'zod/mini'
import type { Portal } from '../../../portal/portal.ts'
import { createKeptDraft } from '../../../ui/kept-draft.ts'

/** What was pasted, kept in this tab alone: not in the address, for a link may hold a secret. */
export const usePasted = ({ origin, user }: Pick<Portal, 'origin' | 'user'>) => {
  const kept = useMemo(
    () => createKeptDraft(`inspected link ${origin} ${user.id}`, z.string()),
    [origin, user.id],
  )
  const [pasted, setPasted] = useState(() => kept.load(''))
  const put = (text: string) => {
    setPasted(text)
    kept.save(text, '')
  }
  return [pasted, put] as const
}

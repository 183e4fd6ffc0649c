import { useState } from 'react'
import { defaultCodeSettings, type CodeSettings } from '../../../../contract/links/code-settings.ts'
import type { Portal } from '../../../portal/portal.ts'
import { keptLook } from './bulk-start.ts'

/** How the codes are drawn; kept until the tab is closed. */
export const useLook = (portal: Pick<Portal, 'origin' | 'user'>) => {
  const kept = keptLook(portal)
  const [look, setLook] = useState(() => kept.load(defaultCodeSettings))
  const change = (next: CodeSettings) => {
    kept.save(next, defaultCodeSettings)
    setLook(next)
  }
  return { look, change }
}

export type LookFrom = ReturnType<typeof useLook>

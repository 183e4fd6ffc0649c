import { contextFindings } from './context-findings.ts'
import type { LinkFinding } from './link-finding.ts'
import { longestScanned, longestUrl } from './link-limits.ts'

/**
 * What `lintLink` finds in a link that `encodeWebLink` has just made of this context, without taking it apart again:
 * it stands in the right order and survives every reader, so only the context and the length are left to say.
 * `link` may have parameters behind it; the context is plain JSON.
 */
export const lintBuilt = (
  link: string,
  context: Readonly<Record<string, unknown>>,
): readonly LinkFinding[] => {
  const findings = contextFindings(context)
  if (link.length <= longestUrl) return findings
  const isDense = link.length > longestScanned
  return [
    ...findings,
    { code: 'tooLong', level: 'warning' },
    ...(isDense ? [{ code: 'denseCode', level: 'warning' } as const] : []),
  ]
}

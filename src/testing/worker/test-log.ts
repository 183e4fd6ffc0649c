import type { Log } from '../../worker/ports/log.ts'

type Line = { readonly level: string; readonly message: string; readonly fields: unknown }

/** Remembers what was logged. */
export const createTestLog = (): Log & { readonly lines: Line[] } => {
  const lines: Line[] = []
  const at = (level: string) => (message: string, fields?: unknown) =>
    void lines.push({ level, message, fields })
  return { lines, info: at('info'), warn: at('warn'), error: at('error') }
}

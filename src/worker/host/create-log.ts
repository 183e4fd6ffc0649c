import { pino, type DestinationStream } from 'pino'
import { redact, redactText } from '../../lib/redact.ts'
import type { Log } from '../ports/log.ts'

export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const

/** One JSON line for each event on stdout, without secrets whoever lets one slip in. */
export const createLog = ({
  level = 'info',
  destination = pino.destination({ dest: 1, sync: true }),
}: {
  readonly level?: (typeof logLevels)[number]
  readonly destination?: DestinationStream
} = {}): Log => {
  const logger = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    destination,
  )
  const line =
    (write: 'info' | 'warn' | 'error') =>
    (message: string, fields: Readonly<Record<string, unknown>> = {}): void => {
      if (logger.isLevelEnabled(write)) logger[write](redact(fields), redactText(message))
    }
  return { info: line('info'), warn: line('warn'), error: line('error') }
}

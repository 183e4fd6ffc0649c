import type { PairingView } from '../../../contract/pairing/console-api.ts'
import { isUnderWay } from '../../queries/pairing-queries.ts'

/** "9:05"; undefined once nothing can happen any more. Both times are the worker's, in epoch milliseconds. */
export const formatTimeLeft = (pairing: PairingView, now: number): string | undefined => {
  if (!isUnderWay(pairing, now)) return undefined
  const seconds = Math.max(0, Math.ceil((pairing.expiresAt - now) / 1000))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

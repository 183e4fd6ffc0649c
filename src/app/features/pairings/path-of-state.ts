import type { PairingView } from '../../../contract/pairing/console-api.ts'

/** A step of the path: behind us, where it stands, how it ended, or not reached. */
export type PathMark = 'done' | 'now' | 'good' | 'bad' | 'over' | 'open'

/** pending → waiting → confirmed → collected; an end without a result stands where it came to pass. */
export const pathOfState = (pairing: Pick<PairingView, 'state' | 'approver'>): readonly PathMark[] => {
  switch (pairing.state) {
    case 'pending':
      return ['now', 'open', 'open', 'open']
    case 'awaiting_confirm':
      return ['done', 'now', 'open', 'open']
    case 'confirmed':
      return ['done', 'done', 'now', 'open']
    case 'consumed':
      return ['done', 'done', 'done', 'good']
    case 'declined':
      return pairing.approver ? ['done', 'bad', 'open', 'open'] : ['bad', 'open', 'open', 'open']
    case 'expired':
      return pairing.approver ? ['done', 'over', 'open', 'open'] : ['over', 'open', 'open', 'open']
  }
}

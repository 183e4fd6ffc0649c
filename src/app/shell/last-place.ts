import { createKeptStorage } from '../ui/kept-storage.ts'
import type { Portal } from '../portal/portal.ts'

type WhoWhere = Pick<Portal, 'mode' | 'origin' | 'user'>

const tabStorage = createKeptStorage(() => sessionStorage)
const keyOf = ({ origin, user }: WhoWhere) => `b24-bot-console.place.${origin}.${user.id}`

/**
 * Keeps where somebody is, as a hash's text (`/bots/26/danger`), for this tab. Only in the portal's frame:
 * a reload of the portal loads it anew, at the address the portal knows.
 */
export const keepPlace = (portal: WhoWhere, place: string) => {
  if (portal.mode === 'frame') tabStorage.setItem(keyOf(portal), place)
}

/** Where this person was before the frame was loaded anew; undefined where the address itself says it. */
export const findKeptPlace = (portal: WhoWhere, hash: string): string | undefined => {
  if (portal.mode !== 'frame' || hash.length > 1) return undefined
  const place = tabStorage.getItem(keyOf(portal))
  return place?.startsWith('/') ? place : undefined
}

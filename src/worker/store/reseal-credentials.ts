import type { PortalStore } from '../portals/portal-store.ts'
import type { Sealer } from '../ports/secrets.ts'

/**
 * Seals anew, with the newest of the worker's keys, what opens the connected portals; done at each start, so that an
 * older key can be taken away at the next. Answers the portals whose credential no key opens: they must be connected
 * again.
 */
export const resealCredentials = async (
  portals: Pick<PortalStore, 'list' | 'findCredential' | 'replaceCredential'>,
  sealer: Sealer,
): Promise<readonly string[]> => {
  const lost: string[] = []
  const reopened = (sealed: string): string | undefined => {
    try {
      return sealer.open(sealed)
    } catch {
      return undefined
    }
  }
  for (const { memberId } of await portals.list()) {
    const credential = await portals.findCredential(memberId)
    if (!credential || sealer.isNewest(credential.sealed)) continue
    const text = reopened(credential.sealed)
    if (text === undefined) lost.push(memberId)
    // When it was renewed meanwhile, whoever did that sealed it anew.
    else await portals.replaceCredential(memberId, sealer.seal(text), credential.version)
  }
  return lost
}

import type { ShortLinkStore } from '../links/short-link-store.ts'
import type { Sealer } from '../ports/secrets.ts'

const pageSize = 500

/**
 * Seals tokens and contexts of short links anew with the newest of the worker's keys; done at each start, so that an
 * older key can be taken away at the next. Answers how many links no key opens.
 */
export const resealLinks = async (
  links: Pick<ShortLinkStore, 'listSealed' | 'reseal'>,
  sealer: Sealer,
): Promise<number> => {
  let lost = 0
  const openOrLose = (sealed: string): string | undefined => {
    try {
      return sealer.open(sealed)
    } catch {
      lost += 1
      return undefined
    }
  }
  for (let after = 0; ;) {
    const page = await links.listSealed(after, pageSize)
    for (const { position, sealed } of page) {
      const text = sealer.isNewest(sealed) ? undefined : openOrLose(sealed)
      if (text !== undefined) await links.reseal(position, sealed, sealer.seal(text))
    }
    after = page.at(-1)?.position ?? after
    if (page.length < pageSize) return lost
  }
}

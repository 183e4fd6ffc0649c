import { encodeAppLink, encodeWebLink } from './deep-link.ts'
import { winners } from './link-delivery.ts'
import type { LinkParts } from './link-parts.ts'
import { isOwnName, unescapedName } from './meant-link.ts'

type Meant = { readonly botDialogId: string; readonly context: object }

const isWinner = (name: string): boolean => winners.some((winner) => new URLSearchParams(name).has(winner)) // names may be encoded, too

/**
 * The link as it should be written: the two first, everything else behind them, without what opens something else;
 * undefined when it cannot be written.
 */
export const repairLink = (link: LinkParts, { botDialogId, context: meant }: Meant): string | undefined => {
  if (link.kind === 'none' || /[\ud800-\udfff]/u.test(botDialogId)) return undefined
  const context = { ...(meant as Readonly<Record<string, unknown>>) } // a list has its indexes as keys, as on the wire
  if (link.kind === 'app')
    return link.host === undefined
      ? undefined
      : encodeAppLink({ portalOrigin: `https://${link.host}`, botDialogId, context })
  const behind = link.parameters
    .map(([name, raw]) => [unescapedName(name), raw] as const)
    .filter(([name]) => !isOwnName(link, name) && !isWinner(name))
    .map(([name, raw]) => `&${name}=${raw}`)
  const [fragment = ''] = /#.*$/s.exec(link.url) ?? []
  return [encodeWebLink({ portalOrigin: link.origin, botDialogId, context }), ...behind, fragment].join('')
}

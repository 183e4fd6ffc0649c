import { isSafeAddress } from '../safe-address.ts'
import { contextFindings } from './context-findings.ts'
import { deliveryOf, linkReaders, type LinkReaderName, type Unheard } from './link-delivery.ts'
import type { LinkFinding, LinkFindingCode } from './link-finding.ts'
import { longestScanned, longestUrl } from './link-limits.ts'
import { parseLink, type LinkParts } from './link-parts.ts'
import { hasOtherCase, isOwnName, isTwice, readMeant, type MeantLink } from './meant-link.ts'
import { repairLink } from './repair-link.ts'

export type LinkLint = {
  readonly findings: readonly LinkFinding[]
  /** The context somebody meant, as well as it can be told. */
  readonly meant: unknown
  /** The context's text, where reading it as JSON alters it. */
  readonly lossyJson: string | undefined
  readonly botDialogId: string | undefined
  /** The same link as it should be written; undefined when nothing can be told, or nothing needs repair. */
  readonly repaired: string | undefined
}

type Address = Exclude<LinkParts, { kind: 'none' }>
type Known = { readonly portals?: readonly string[]; readonly goneDialogIds?: readonly string[] }

/** A user's id, or a chat's. */
const possibleDialog = /^(chat)?[1-9]\d*$/

const isContainer = (value: unknown): value is object => typeof value === 'object' && value !== null

const when = (isSo: boolean, finding: LinkFinding): readonly LinkFinding[] => (isSo ? [finding] : [])

const portalFindings = (link: Address, { portals }: Known): readonly LinkFinding[] => {
  const host = link.kind === 'web' ? new URL(link.origin).host : link.host
  if (host === undefined) return [{ code: 'badPortal', level: 'error' }]
  const isStrange = portals?.every((origin) => new URL(origin).host !== host) === true
  return [
    ...when(link.kind === 'web' && !isSafeAddress(new URL(link.origin)), {
      code: 'plainHttp',
      level: 'error',
    }),
    ...when(isStrange, { code: 'unknownPortal', level: 'error' }),
  ]
}

const dialogFindings = (
  { botDialogId, context }: MeantLink,
  { goneDialogIds }: Known,
): readonly LinkFinding[] => [
  ...when(botDialogId === undefined, { code: 'noDialog', level: 'error' }),
  ...when(botDialogId !== undefined && !possibleDialog.test(botDialogId), {
    code: 'badDialog',
    level: 'error',
  }),
  ...when(botDialogId !== undefined && goneDialogIds?.includes(botDialogId) === true, {
    code: 'unknownBot',
    level: 'error',
  }),
  ...when(context === 'none', { code: 'noContext', level: 'error' }),
]

/** What only some readers mind about the way an address is written: names, order, path. */
const writingFindings = (link: Address, { botDialogId }: MeantLink): readonly LinkFinding[] => {
  const otherCase = when(hasOtherCase(link), { code: 'otherCase', level: 'error' })
  const twice = when(isTwice(link), { code: 'parameterTwice', level: 'error' })
  if (link.kind === 'app') return [...otherCase, ...twice]
  const escaped = link.parameters.filter(([name]) => /^amp;/i.test(name))
  const isCut = escaped.some(([name]) => isOwnName(link, name))
  const isNamed = botDialogId !== undefined
  return [
    ...otherCase,
    ...twice,
    ...when(escaped.length > 0, { code: 'htmlEscaped', level: isCut ? 'error' : 'warning' }),
    ...when(isNamed && !/^[^?#]*\?IM_DIALOG=/i.test(link.url), {
      code: 'dialogNotFirst',
      level: 'error',
      readers: ['mobile'],
    }),
    ...when(isNamed && !/^[^?#]*\/online\/(\?|$)/.test(link.url), {
      code: 'otherPath',
      level: 'error',
      readers: ['mobile'],
    }),
  ]
}

/** Readers of this kind of link, without the older portals, which lose every context. */
const readersOf = (link: Address): readonly LinkReaderName[] =>
  linkReaders.filter((reader) =>
    reader === 'fullLoadOlder' ? false : link.kind === 'app' ? reader === 'desktop' : reader !== 'desktop',
  )

const deliveryFindings = (link: Address, { context }: MeantLink): readonly LinkFinding[] => {
  if (context === 'none' || context === 'tooDeep') return []
  if (context !== 'unreadable' && !isContainer(context.value)) return []
  const wanted = context === 'unreadable' ? undefined : JSON.stringify(context.value)
  const by = readersOf(link).map((reader) => ({ reader, delivery: deliveryOf(link, reader) }))
  const because = (...reasons: readonly Unheard[]) =>
    by.filter(({ delivery }) => delivery.kind === 'unheard' && reasons.includes(delivery.why))
  const altered = by.filter(
    ({ delivery }) => delivery.kind === 'delivered' && JSON.stringify(delivery.meant) !== wanted,
  )
  const found = [
    { code: 'altered', by: [...altered, ...because('undecodable', 'aborted')] },
    { code: 'notBehindDialog', by: because('notBehindDialog') },
    { code: 'opensOther', by: because('opensOther') },
  ] as const
  return found.flatMap(({ code, by: concerned }) =>
    when(concerned.length > 0, { code, level: 'error', readers: concerned.map(({ reader }) => reader) }),
  )
}

const meantFindings = ({ context }: MeantLink): readonly LinkFinding[] => {
  if (context === 'tooDeep') return [{ code: 'tooDeep', level: 'error' }]
  if (typeof context === 'string') return []
  return [
    ...context.losses.map(({ kind, path }) => ({
      code: kind === 'number' ? ('numberLost' as const) : kind,
      level: 'error' as const,
      at: path.join('.'),
    })),
    ...contextFindings(context.value),
  ]
}

/** What is gone once a link is written anew. */
const mended: ReadonlySet<LinkFindingCode> = new Set<LinkFindingCode>([
  'cutOut',
  'altered',
  'notBehindDialog',
  'dialogNotFirst',
  'otherPath',
  'otherCase',
  'parameterTwice',
  'htmlEscaped',
  'opensOther',
  'halfCharacter',
])

const lintAddress = (link: Address, pasted: string, known: Known): LinkLint => {
  const meant = readMeant(link)
  const { botDialogId, context } = meant
  const read = typeof context === 'object' ? context : undefined
  const value = read?.value
  const isLossy = read !== undefined && read.losses.length > 0
  const written =
    botDialogId !== undefined && isContainer(value) && !isLossy
      ? repairLink(link, { botDialogId, context: value })
      : undefined
  const repaired = written === pasted.trim() ? undefined : written
  const findings = [
    ...when(link.url !== pasted.trim(), { code: 'cutOut', level: 'note' }),
    ...portalFindings(link, known),
    ...dialogFindings(meant, known),
    ...writingFindings(link, meant),
    ...deliveryFindings(link, meant),
    ...meantFindings(meant),
    ...when(link.url.length > longestUrl, { code: 'tooLong', level: 'warning' }),
    ...when(link.url.length > longestScanned, { code: 'denseCode', level: 'warning' }),
  ]
  const isOnlyOtherwise = repaired !== undefined && !findings.some(({ code }) => mended.has(code))
  return {
    findings: [...findings, ...when(isOnlyOtherwise, { code: 'otherWriting', level: 'note' })],
    meant: value,
    lossyJson: isLossy ? read.json : undefined,
    botDialogId,
    repaired,
  }
}

const noAddress = (why: Extract<LinkParts, { kind: 'none' }>['why']): LinkLint => ({
  findings: [{ code: why === 'tooLarge' || why === 'badPortal' ? why : 'noLink', level: 'error' }],
  meant: undefined,
  lossyJson: undefined,
  botDialogId: undefined,
  repaired: undefined,
})

/**
 * Looks for everything that keeps a link from working, on any reader, and writes it anew where that mends it.
 * `portals` are origins (`https://portal.example`), `goneDialogIds` those of which the portal says that no bot has
 * them; without them nobody is a stranger.
 */
export const lintLink = (pasted: string, known: Known = {}): LinkLint => {
  const link = parseLink(pasted)
  return link.kind === 'none' ? noAddress(link.why) : lintAddress(link, pasted, known)
}

import type { LinkFinding, LinkFindingCode } from '../deep-link/link-finding.ts'
import { longestUrl } from '../deep-link/link-limits.ts'
import { shortLinkLimits, type CarriedKind } from './short-link.ts'

/** What somebody says about a link that cannot be seen in it. */
export const linkWishes = ['printed', 'ends', 'counted'] as const
export type LinkWish = (typeof linkWishes)[number]

/** Why a context is better kept by the worker than in the link. */
export type AdviceReason =
  | {
      readonly code: 'secret' | 'personal'
      /** Where in the context: `order.card`. */
      readonly at: string
    }
  | { readonly code: 'tooLong' | LinkWish }
  | {
      readonly code: 'denseCode'
      /** Of the code with the whole link in it, 1 to 40. */
      readonly version: number
    }

/** Whether the link itself carries the context, or the worker keeps it and the link is short. */
export type LinkAdvice =
  /** The bot would hear nothing of it, or not what is meant: there is nothing to embed or to store yet. */
  | { readonly way: 'mend'; readonly code: LinkFindingCode; readonly at: string | undefined }
  | {
      readonly way: 'embed'
      /** `fits`: nothing asks for more; `noWorker`, `tooLarge`: the worker is not there, or takes no context of that size. */
      readonly because: 'fits' | 'noWorker' | 'tooLarge'
      /** What would have been better kept. */
      readonly lost: readonly AdviceReason[]
    }
  | {
      readonly way: 'store'
      /** What then stands in the chat's address. */
      readonly carries: CarriedKind
      readonly reasons: readonly AdviceReason[]
    }

/** How many characters a code of each version holds at level M, from version 1 on. */
const heldByVersion = [
  14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504, 560, 624, 666, 711, 779,
  857, 911, 997, 1059, 1125, 1190, 1264, 1370, 1452, 1538, 1628, 1722, 1809, 1911, 1989, 2099, 2213, 2331,
] as const

/** The version of the code that holds so many characters at level M; undefined when none does. */
export const codeVersionOf = (characters: number): number | undefined => {
  const index = heldByVersion.findIndex((held) => characters <= held)
  return index === -1 ? undefined : index + 1
}

/** Finer codes have more than 85 modules in a row, margin included: at 0.4 mm each, the least a phone reads well, over 3.4 cm of paper. */
export const finestVersion = 15

const reasonsFor = ({ webLinkLength, findings, wishes }: AdviceInput): readonly AdviceReason[] => {
  const version = codeVersionOf(webLinkLength) ?? heldByVersion.length
  return [
    ...findings.flatMap(({ code, at = '' }) =>
      code === 'secret' || code === 'personal' ? [{ code, at } as const] : [],
    ),
    ...(webLinkLength > longestUrl ? [{ code: 'tooLong' } as const] : []),
    ...(version > finestVersion ? [{ code: 'denseCode', version } as const] : []),
    ...linkWishes.filter((wish) => wishes.includes(wish)).map((code) => ({ code })),
  ]
}

type AdviceInput = {
  readonly context: Readonly<Record<string, unknown>>
  readonly webLinkLength: number
  readonly findings: readonly LinkFinding[]
  readonly wishes: readonly LinkWish[]
  /** Whether a worker that keeps links is there. */
  readonly hasWorker: boolean
}

/** Whether to put a context into the link or to store it, and why. */
export const adviseLink = (input: AdviceInput): LinkAdvice => {
  const broken = input.findings.find(({ level }) => level === 'error')
  if (broken) return { way: 'mend', code: broken.code, at: broken.at }
  const reasons = reasonsFor(input)
  if (reasons.length === 0) return { way: 'embed', because: 'fits', lost: [] }
  if (!input.hasWorker) return { way: 'embed', because: 'noWorker', lost: reasons }
  if (JSON.stringify(input.context).length > shortLinkLimits.contextChars)
    return { way: 'embed', because: 'tooLarge', lost: reasons }
  // The code holds the short address either way; what is in the chat's address is seen, and cut when it is long.
  const mustHide = reasons.some(({ code }) => code === 'secret' || code === 'personal' || code === 'tooLong')
  return { way: 'store', carries: mustHide ? 'token' : 'context', reasons }
}

import type { Funnel } from '../../../../contract/links/short-link.ts'

/** What happens to a link, in this order. */
const funnelStepNames = ['issued', 'landed', 'chosen', 'received', 'replied'] as const
type FunnelStepName = (typeof funnelStepNames)[number]

/** A step with its count; `ofBefore` is its share of the step before, undefined where that is nothing. */
export type FunnelStep = {
  readonly name: FunnelStepName
  readonly count: number
  readonly ofBefore: number | undefined
}

/** Ways a visitor chose on the page: to open the app, to open the browser, to copy the address. */
export const chosenOf = ({ app, browser, copied }: Pick<Funnel, 'app' | 'browser' | 'copied'>): number =>
  app + browser + copied

/** The funnel of so many links as steps. A link is not a look at it, so the first share is left out. */
export const funnelStepsOf = (funnel: Funnel, issued: number): readonly FunnelStep[] => {
  const counts = { ...funnel, issued, chosen: chosenOf(funnel) }
  return funnelStepNames.map((name, index) => {
    const before = index < 2 ? undefined : funnelStepNames[index - 1]
    const of = before === undefined ? 0 : counts[before]
    return { name, count: counts[name], ofBefore: of === 0 ? undefined : counts[name] / of }
  })
}

/** A day's figures as they stand beside each other in a chart. */
export type FunnelDay = { readonly day: string } & Readonly<
  Record<'landed' | 'chosen' | 'received' | 'replied', number>
>

const dayMs = 86_400_000
const mostDays = 90

/** Every day (UTC) from the first on which something happened until today, quiet ones with zeros; the latest 90 at most. */
export const funnelDaysOf = (
  days: readonly (Funnel & { readonly day: string })[],
  now: number,
): readonly FunnelDay[] => {
  const first = days[0]
  if (!first) return []
  const known = new Map(days.map((day) => [day.day, day]))
  const today = Math.floor(now / dayMs) * dayMs
  const from = Math.max(Date.parse(first.day), today - (mostDays - 1) * dayMs)
  const count = Math.max(0, Math.round((today - from) / dayMs) + 1)
  return Array.from({ length: count }, (_, index) => {
    const day = new Date(from + index * dayMs).toISOString().slice(0, 10)
    const of = known.get(day)
    return {
      day,
      landed: of?.landed ?? 0,
      chosen: of ? chosenOf(of) : 0,
      received: of?.received ?? 0,
      replied: of?.replied ?? 0,
    }
  })
}

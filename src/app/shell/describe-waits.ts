import type { BudgetState, RestWait } from '../../client/rest-budget.ts'

/** Calls that wait for the same thing, in words. */
type WaitText = {
  readonly key: string
  /** A sentence that stays the same while the time goes by. */
  readonly text: string
  /** Whole seconds left; undefined when nobody knows. */
  readonly seconds: number | undefined
  readonly callOff: (() => void) | undefined
}

const sentences = {
  closed: (method: string) => `The portal has closed ${method} for a while: it used up its time.`,
  busy: () => 'The portal is busy with other requests. The console asks again.',
  line: () => 'The portal did not answer. The console asks again.',
}

const textOf = (waits: readonly RestWait[], key: string, now: number): WaitText | undefined => {
  const [first] = waits
  if (!first) return undefined
  const until = Math.max(...waits.map((wait) => wait.until))
  return {
    key,
    text: sentences[first.reason](first.method),
    seconds: Math.max(1, Math.ceil((until - now) / 1000)),
    callOff: () => {
      for (const { callOff } of waits) callOff()
    },
  }
}

/** What the console waits for, one entry for each cause; `now` is epoch milliseconds. */
export const describeWaits = (
  { waits, queued, used, capacity }: BudgetState,
  now: number,
): readonly WaitText[] => {
  const keyOf = ({ method, reason }: RestWait) => (reason === 'closed' ? `closed ${method}` : reason)
  const keys = [...new Set(waits.map(keyOf))]
  const texts = keys.flatMap((key) => {
    const same = waits.filter((wait) => keyOf(wait) === key)
    return textOf(same, key, now) ?? []
  })
  if (queued === 0 || used + 1 <= capacity) return texts
  const calls = queued === 1 ? 'One request waits' : `${queued} requests wait`
  const inLine = { key: 'line up', text: `${calls} for room in the portal’s request budget.` }
  return [...texts, { ...inLine, seconds: undefined, callOff: undefined }]
}

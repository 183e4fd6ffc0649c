import type * as z from 'zod/mini'

/** An event that is not what its name promises. Names the event, the path and what was expected there; carries no value. */
export class MalformedEventError extends Error {
  /** Wire name of the event, or `''` if even that is missing. */
  readonly eventName: string
  /** Where it went wrong: `data.message.id`. */
  readonly path: string
  /** What the contract wants there: `number`, `object`. */
  readonly expected: string

  constructor(eventName: string, path: string, expected: string) {
    super(`${eventName === '' ? 'event' : eventName}: ${path} is not ${expected}`)
    this.name = 'MalformedEventError'
    this.eventName = eventName
    this.path = path
    this.expected = expected
  }
}

type Issue = z.core.$ZodIssue

/** The deepest complaint of a union says more than "none of these". */
const innermost = (issue: Issue): { path: PropertyKey[]; expected: string } => {
  if (issue.code === 'invalid_type') return { path: issue.path, expected: issue.expected }
  if (issue.code !== 'invalid_union') return { path: issue.path, expected: 'valid' }
  const options = issue.errors.map((issues) => issues[0]).filter((inner) => inner !== undefined)
  const deepest = options.find((inner) => inner.path.length > 0)
  if (deepest === undefined)
    return { path: issue.path, expected: options.map((inner) => innermost(inner).expected).join(' or ') }
  const inner = innermost(deepest)
  return { path: [...issue.path, ...inner.path], expected: inner.expected }
}

/** Turns what a schema complained of into the error, below `root` (`['data']`). */
export const malformedEvent = (eventName: string, error: z.core.$ZodError, root: readonly string[] = []) => {
  const [issue] = error.issues
  const { path, expected } = issue ? innermost(issue) : { path: [], expected: 'valid' }
  return new MalformedEventError(eventName, [...root, ...path].map(String).join('.') || 'event', expected)
}

import { helperFixtures, methodFixtures } from '../../contract/fixtures/fixtures.ts'
import type { MethodName } from '../../contract/rest/methods.ts'

/** Paths of all keys; elements of lists share one. */
const keyPaths = (value: unknown, path = ''): string[] => {
  if (Array.isArray(value)) return value.flatMap((item) => keyPaths(item, `${path}[]`))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, item]) => [
    `${path}.${key}`,
    ...keyPaths(item, `${path}.${key}`),
  ])
}

/** Keys of the documented answer, envelope and all, that this answer lacks; `undefined` where no answer is documented. */
export const missingKeys = (method: MethodName, envelope: unknown): string[] | undefined => {
  const fixtures = [...methodFixtures, ...helperFixtures]
  const documented = fixtures.find((fixture) => fixture.method === method && fixture.kind === 'response')
  if (!documented) return undefined
  const given = new Set(keyPaths(envelope))
  return [...new Set(keyPaths(documented.body))].filter((path) => !given.has(path))
}

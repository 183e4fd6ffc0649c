import { afterAll, describe, expect, test } from 'vitest'
import { methodFixtures } from '../../contract/fixtures/fixtures.ts'
import { strictSchema } from '../../contract/fixtures/strict-schema.ts'
import { methods, type DocumentedMethodName } from '../../contract/rest/methods.ts'
import { prepareDocumented } from '../../testing/emulator/documented-world.ts'
import { openPortal, type Params } from '../../testing/emulator/open-portal.ts'

/** Paths of all keys; elements of lists share one. */
const keyPaths = (value: unknown, path = ''): string[] => {
  if (Array.isArray(value)) return value.flatMap((item) => keyPaths(item, `${path}[]`))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, item]) => [
    `${path}.${key}`,
    ...keyPaths(item, `${path}.${key}`),
  ])
}

const documentedAnswer = (method: DocumentedMethodName): unknown =>
  methodFixtures.find((fixture) => fixture.method === method && fixture.kind === 'response')?.body

const resultOf = (envelope: unknown): unknown =>
  typeof envelope === 'object' && envelope !== null && 'result' in envelope ? envelope.result : undefined

const requests = methodFixtures.filter(({ kind }) => kind === 'request' || kind === 'oauthRequest')
const cases = requests.flatMap((fixture, index) =>
  (['json', 'form'] as const).map((wire) => ({ ...fixture, wire, number: index + 1 })),
)

const counts = { answered: 0, constructed: 0 }
afterAll(() => {
  process.stdout.write(
    `\ndocumented requests: ${counts.answered} of ${cases.length} answered in the documented key set (${counts.constructed} of them constructed), JSON and form, no deviations\n`,
  )
})

describe.each(cases)('$number $method by $wire ($kind)', ({ method, kind, wire, body, constructed }) => {
  test('answers in the documented key set', async () => {
    const portal = openPortal()
    const oauth = async () => {
      const issued = await portal.control('tokens', {})
      return { accessToken: (issued as { accessToken: string }).accessToken } // by its schema
    }
    const auth = kind === 'oauthRequest' ? await oauth() : {}
    const { auth: _token, ...documented } = body as Params & { auth?: string } // a request is a map
    const params = await prepareDocumented(portal, method, documented, auth)
    const reply = await portal.ask(method, params, { ...auth, form: wire === 'form' })

    expect(reply.error).toBeUndefined()
    const shown = keyPaths(resultOf(documentedAnswer(method)))
    const given = new Set(keyPaths(reply.result))
    expect(shown.filter((path) => !given.has(path))).toEqual([])
    const checked = await strictSchema(methods[method].result)['~standard'].validate(reply.result)
    expect(checked.issues ?? []).toEqual([])
    counts.answered += 1
    if (constructed) counts.constructed += 1
  })
})

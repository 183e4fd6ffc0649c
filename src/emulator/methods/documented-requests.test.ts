import { afterAll, describe, expect, test } from 'vitest'
import { methodFixtures } from '../../contract/fixtures/fixtures.ts'
import { strictSchema } from '../../contract/fixtures/strict-schema.ts'
import { methods, type DocumentedMethodName } from '../../contract/rest/methods.ts'
import { missingKeys } from '../../testing/emulator/documented-keys.ts'
import { prepareDocumented } from '../../testing/emulator/documented-world.ts'
import { openPortal, type Params } from '../../testing/emulator/open-portal.ts'

/** Documented keys the emulator does not answer, by method, each with its reason. None so far. */
const deviations: Readonly<Partial<Record<DocumentedMethodName, readonly string[]>>> = {}

const requests = methodFixtures.filter(({ kind }) => kind === 'request' || kind === 'oauthRequest')
const cases = requests.flatMap((fixture, index) =>
  (['json', 'form'] as const).map((wire) => ({ ...fixture, wire, number: index + 1 })),
)

const counts = { answered: 0, constructed: 0, inFull: 0 }
afterAll(() => {
  const told = `documented requests: ${counts.answered} of ${cases.length} answered, JSON and form, ${counts.constructed} of them constructed`
  const full = `${counts.inFull} in the whole documented key set, envelope included, ${counts.answered - counts.inFull} with named deviations`
  process.stdout.write(`\n${told}; ${full}\n`)
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
    const missing = missingKeys(method, reply.envelope) ?? []
    expect(missing).toEqual(deviations[method] ?? [])
    const checked = await strictSchema(methods[method].result)['~standard'].validate(reply.result)
    expect(checked.issues ?? []).toEqual([])
    counts.answered += 1
    if (missing.length === 0) counts.inFull += 1
    if (constructed) counts.constructed += 1
  })
})

import { afterAll, describe, expect, test } from 'vitest'
import { findRestError } from '../../contract/rest/errors.ts'
import { documentedMethods, methods, type DocumentedMethodName } from '../../contract/rest/methods.ts'
import { botCases } from '../../testing/emulator/bot-cases.ts'
import { chatCases } from '../../testing/emulator/chat-cases.ts'
import { commandCases } from '../../testing/emulator/command-cases.ts'
import { eventCases } from '../../testing/emulator/event-cases.ts'
import { fileCases } from '../../testing/emulator/file-cases.ts'
import type { MatrixCases } from '../../testing/emulator/matrix-case.ts'
import { messageCases } from '../../testing/emulator/message-cases.ts'
import { openPortal } from '../../testing/emulator/open-portal.ts'

const cases: MatrixCases<DocumentedMethodName> = {
  ...botCases,
  ...chatCases,
  ...messageCases,
  ...commandCases,
  ...eventCases,
  ...fileCases,
}

// Object.keys forgets that the keys of a constant are known.
const names = Object.keys(documentedMethods) as DocumentedMethodName[]

const proven = { effects: new Set<string>(), errors: new Map<string, Set<string>>() }

const shortCode = (name: string) => {
  const provoked = proven.errors.get(name)?.size ?? 0
  return `${provoked}/${methods[name as DocumentedMethodName].errors.length}` // a key of the table above
}

afterAll(() => {
  const lines = names.map(
    (name) =>
      `${name.padEnd(42)} ${proven.effects.has(name) ? 'effect' : '------'}  errors ${shortCode(name)}`,
  )
  const wanted = names.reduce((sum, name) => sum + methods[name].errors.length, 0)
  const got = [...proven.errors.values()].reduce((sum, codes) => sum + codes.size, 0)
  const total = `method × effect × errors: ${names.length} methods, effects ${proven.effects.size} of ${names.length}, errors ${got} of ${wanted}`
  process.stdout.write(`\n${[...lines, total].join('\n')}\n`)
})

test('there are 40 documented methods, and each is tried', () => {
  expect(names).toHaveLength(40)
  expect(Object.keys(cases).sort()).toEqual([...names].sort())
})

describe.each(names)('%s', (name) => {
  test('does what it says', async () => {
    await cases[name].effect(openPortal())
    proven.effects.add(name)
  })

  test('every listed error has a provocation', () => {
    expect(Object.keys(cases[name].errors).sort()).toEqual([...methods[name].errors].sort())
  })

  test.each(Object.entries(cases[name].errors))('%s', async (code, provoke) => {
    const reply = await provoke(openPortal())
    const { status, text } = findRestError(code, 'method') ?? {}
    expect(reply.envelope).toEqual({ error: code, error_description: text })
    expect([reply.status, status]).toEqual([400, 400])
    proven.errors.set(name, (proven.errors.get(name) ?? new Set()).add(code))
  })
})

import { expect, test } from 'vitest'
import { RestError } from '../../../../contract/rest/rest-error.ts'
import { sampleLink } from '../../../../testing/sample-link.ts'
import { LibraryError } from '../../../queries/library-store.ts'
import { describeLibraryError, exportText, homeTexts, troubleText } from './library-texts.ts'

const withContext = (context: Record<string, unknown>) =>
  sampleLink({ recipe: { ...sampleLink().recipe, context } })

test('an export says how many links it holds, and when one holds what looks like a secret', () => {
  expect(exportText([sampleLink()])).toBe('1 link exported.')
  const both = exportText([sampleLink(), withContext({ apiKey: 'sk_live_0123456789abcdef' })])
  expect(both).toContain('2 links exported. 1 link among them holds what looks like a secret')
})

test('each reason why a change was not kept has a sentence and an advice; a portal’s refusal has its own', () => {
  for (const code of ['full', 'notKept', 'browserRefused'] as const) {
    const { means, advice } = describeLibraryError(new LibraryError(code))
    for (const sentence of [means, advice]) expect(sentence).toMatch(/^[A-Z].*\.$/)
  }
  const refused = new RestError('app.option.set', { error: 'ACCESS_DENIED', status: 403 })
  expect(describeLibraryError(refused).means).toContain('admin')
})

test('each trouble is a sentence', () => {
  const successor = { id: 31, code: 'support', type: 'bot', name: 'Support' }
  const texts = [
    troubleText({ kind: 'portalChanged', was: 'https://old.bitrix24.com' }),
    troubleText({ kind: 'botGone', successor }),
    troubleText({ kind: 'botGone', successor: undefined }),
    troubleText({ kind: 'codeChanged', was: 'a', is: 'b' }),
    troubleText({ kind: 'typeChanged', was: 'bot', is: 'personal' }),
  ]
  expect(new Set(texts).size).toBe(5)
  expect(texts[0]).toContain('old.bitrix24.com')
  expect(texts[1]).toContain('Support (31)')
})

test('links in the browser: the demo is told the same, and has no webhook address', () => {
  expect(homeTexts.browser).toContain('stays in this browser')
  expect(homeTexts.browser).not.toContain('webhook')
})

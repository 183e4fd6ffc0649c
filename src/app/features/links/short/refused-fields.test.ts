import { expect, test } from 'vitest'
import { RestError } from '../../../../contract/rest/rest-error.ts'
import { refusedFieldsOf } from './refused-fields.ts'

const refusal = (error: string, description = '') => new RestError('POST /api/links', { error, description })

test('what the worker has against a field stands at the field', () => {
  const said =
    'links.0.slug: the worker needs this address itself; links.0.context: at most 10000 characters as JSON'
  expect(refusedFieldsOf(refusal('LINK_INVALID', said))).toEqual({
    slug: 'The worker needs this address itself.',
    context: 'At most 10000 characters as JSON.',
  })
  expect(refusedFieldsOf(refusal('LINK_INVALID', 'parameters: each name once'))).toEqual({
    parameters: 'Each name once.',
  })
})

test('an address that is taken says so at the address', () => {
  expect(refusedFieldsOf(refusal('SLUG_TAKEN', 'taken: spring'))).toHaveProperty('slug')
})

test('what is about no field, or no refusal at all, stands at none', () => {
  expect(refusedFieldsOf(refusal('LINK_INVALID', 'links.0.token: no; nothing'))).toEqual({})
  expect(refusedFieldsOf(refusal('WORKER_FAILED', 'links.0.slug: no'))).toEqual({})
  expect(refusedFieldsOf(undefined)).toEqual({})
})

import { expect, test } from 'vitest'
import { findRememberedWebhook, forgetWebhook, rememberWebhook } from './remembered-webhook.ts'

const address = {
  base: 'https://company.bitrix24.com/rest/1/secret/',
  origin: 'https://company.bitrix24.com',
}

test('an address is kept when somebody asks for it, until they disconnect', () => {
  expect(findRememberedWebhook()).toBeUndefined()
  rememberWebhook(address)
  expect(findRememberedWebhook()).toEqual(address)
  forgetWebhook()
  expect(findRememberedWebhook()).toBeUndefined()
})

test('what lies there is checked like what is pasted', () => {
  rememberWebhook({ ...address, base: 'javascript:alert(1)//rest/1/x/' })
  expect(findRememberedWebhook()).toBeUndefined()
  forgetWebhook()
})

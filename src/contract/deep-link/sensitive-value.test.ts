import { expect, test } from 'vitest'
import { contextFindings } from './context-findings.ts'

/** What is said of a context beside shapes and types. */
const sensitive = (context: unknown) =>
  contextFindings(context)
    .filter(({ code }) => code === 'secret' || code === 'personal')
    .map(({ code, at }) => `${code} ${at}`)
    .join()

test.each([
  [{ password: 'x' }, 'secret password'],
  [{ pwd: 'x' }, 'secret pwd'],
  [{ userPassword: 'x' }, 'secret userPassword'],
  [{ db_passwd: 'x' }, 'secret db_passwd'],
  [{ secret: 123456 }, 'secret secret'],
  [{ pin: '1234' }, 'secret pin'],
  [{ pin: 1234 }, 'secret pin'],
  [{ accesstoken: 'x' }, 'secret accesstoken'],
  [{ ACCESS_TOKEN: 'x' }, 'secret ACCESS_TOKEN'],
  [{ 'api-key': 'x' }, 'secret api-key'],
  [{ apiKey2: 'x' }, 'secret apiKey2'],
  [{ apikey: 'x' }, 'secret apikey'],
  [{ privateKey: 'x' }, 'secret privateKey'],
  [{ auth: 'x' }, 'secret auth'],
  [{ sessionId: 'x' }, 'secret sessionId'],
  [{ a: 'eyJhbGciOi.eyJzdWIiOi.c2ln' }, 'secret a'],
  [{ a: 'sk_live_0123456789abcdef' }, 'secret a'],
  [{ hook: 'https://company.bitrix24.com/rest/1/abcdef0123456789/' }, 'secret hook'],
  [{ hook: 'company.bitrix24.com/rest/12/AbCdEf0123456789/crm.deal.list?id=1' }, 'secret hook'],
  [{ hook: 'https://company.bitrix24.com/rest/1/abcdef0123456789' }, 'secret hook'],
  [{ phone: 4915112345678 }, 'personal phone'],
  [{ userPhone: '0151 2345678' }, 'personal userPhone'],
  [{ tel: '(030) 123-45-67' }, 'personal tel'],
  [{ who: '+49 30 1234567' }, 'personal who'],
  [{ email: 'x' }, 'personal email'],
  [{ 'e-mail': 'x' }, 'personal e-mail'],
  [{ who: 'anna@shop.example' }, 'personal who'],
  [{ birthDate: '1990-01-02' }, 'personal birthDate'],
  [{ birthYear: 1990 }, 'personal birthYear'],
  [{ home_address: 'Main street 1' }, 'personal home_address'],
])('%j: %s', (context, expected) => {
  expect(sensitive(context)).toBe(expected)
})

test.each([
  [{ date: '2026-11-20' }],
  [{ order: '1234567890' }],
  [{ order: 1234567890 }],
  [{ author: 'Anna' }],
  [{ passenger: 'one' }],
  [{ compass: 'north' }],
  [{ keyboard: 'de' }],
  [{ spinning: 'yes' }],
  [{ secretary: 'x' }],
  [{ phoneModel: 'Pixel 9' }],
  [{ mobile: true }],
  [{ tokens: 500 }],
  [{ secret: '' }],
  [{ hasPassword: true }],
  [{ change: '+5 %' }],
  [{ method: '/rest/1/crm.deal.list' }],
  [{ docs: 'https://a.example/rest/api/v2/abcdefghijkl' }],
  [{ pairCode: 'a'.repeat(64) }],
])('%j may be seen by anybody', (context) => {
  expect(sensitive(context)).toBe('')
})

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
  [{ pincode: '4711' }, 'secret pincode'],
  [{ pin: '1234' }, 'secret pin'],
  [{ pin: 1234 }, 'secret pin'],
  [{ accesstoken: 'x' }, 'secret accesstoken'],
  [{ ACCESS_TOKEN: 'x' }, 'secret ACCESS_TOKEN'],
  [{ 'api-key': 'x' }, 'secret api-key'],
  [{ apiKey2: 'x' }, 'secret apiKey2'],
  [{ apikey: 'x' }, 'secret apikey'],
  [{ privateKey: 'x' }, 'secret privateKey'],
  [{ auth: 'a8f3k2m9q1' }, 'secret auth'],
  [{ authorization: 'Bearer abcdef' }, 'secret authorization'],
  [{ token: 'f3a9c1d2e4b5' }, 'secret token'],
  [{ sessionToken: 'x' }, 'secret sessionToken'],
  [{ id_token: 'x' }, 'secret id_token'],
  [{ Passwort: 'x' }, 'secret Passwort'],
  [{ zugangscode: 'x' }, 'secret zugangscode'],
  [{ пароль: 'x' }, 'secret пароль'],
  [{ a: `ghp_${'a1'.repeat(18)}` }, 'secret a'],
  [{ a: `AKIA${'A1'.repeat(8)}` }, 'secret a'],
  [{ a: 'xoxb-1234567890-abcdef' }, 'secret a'],
  [{ a: 'https://anna:secret@portal.example/' }, 'secret a'],
  [{ a: '4111 1111 1111 1111' }, 'secret a'],
  [{ a: '378282246310005' }, 'secret a'],
  [{ a: 4111111111111111 }, 'secret a'],
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
  [{ a: 'Write to anna@shop.example, please' }, 'personal a'],
  [{ a: 'Anna <anna@bücher.example>' }, 'personal a'],
  [{ emailId: 'anna@shop.example' }, 'personal emailId'],
  [{ a: 'DE89 3704 0044 0532 0130 00' }, 'personal a'],
  [{ a: 'GB29NWBK60161331926819' }, 'personal a'],
  [{ telefon: '030 1234567' }, 'personal telefon'],
  [{ телефон: '8 912 345-67-89' }, 'personal телефон'],
  [{ geburtsdatum: '1.2.1990' }, 'personal geburtsdatum'],
  [{ датаРождения: '1.2.1990' }, 'personal датаРождения'],
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
  [{ docs: 'https://a.example/rest/1/crmdealfields.json' }],
  [{ session: 'Keynote' }],
  [{ sessionId: 'A-7' }],
  [{ pass: 'VIP' }],
  [{ address: 'Main street 1' }],
  [{ shopAddress: 'Main street 1' }],
  [{ address_id: '17' }],
  [{ emailId: 'n-17' }],
  [{ email_list: 'spring' }],
  [{ emailsSent: 12000 }],
  [{ pin: 'A-12' }],
  [{ token: 'A1' }],
  [{ tokenId: 'A1' }],
  [{ birthdayGift: 'mug' }],
  [{ secretSale: 'yes' }],
  [{ authorization: 'none' }],
  [{ hash: 'd41d8cd98f00b204e9800998ecf8427e' }],
  [{ callId: '+1-2026-77-1234' }],
  [{ order: '4111 1111 1111 1112' }],
  [{ ref: 'DE89 3704 0044 0532 0130 01' }],
  [{ logo: 'logo@2x.png' }],
  [{ map: 'https://maps.example/@52.5,13.4,15z' }],
  [{ package: 'react@18.2.0' }],
])('%j may be seen by anybody', (context) => {
  expect(sensitive(context)).toBe('')
})

test.each([
  ['a mail address that never ends', `a@${'.'.repeat(100_000)}@`],
  ['mail addresses without an end', 'a@a.'.repeat(25_000)],
  ['a password in no address', `://a:${'b'.repeat(100_000)}`],
  ['addresses without a host', '://a:'.repeat(20_000)],
  ['a webhook address that never ends', `/rest/1/${'a'.repeat(100_000)}.`],
  ['digits', '4'.repeat(100_000)],
  ['digits and marks', `+${'4 - '.repeat(25_000)}x`],
  ['keys that begin again and again', 'sk_xoxb-eyJ'.repeat(9_000)],
])('100,000 characters are read in a moment: %s', (_, value) => {
  const start = performance.now()
  for (const name of ['a', 'token', 'pin', 'phone']) sensitive({ [name]: value })
  sensitive({ [value]: 'b' })
  expect(performance.now() - start).toBeLessThan(1500)
})

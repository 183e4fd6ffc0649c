import { expect, test } from 'vitest'
import { readWorkerSettings } from './settings.ts'

test('an empty environment gives loopback, port 8025 and the cloud portals', () => {
  const settings = readWorkerSettings({})
  expect(settings).toMatchObject({ host: '127.0.0.1', port: 8025, consoleDir: 'dist/console' })
  expect(settings.portalOrigins).toContain('https://*.bitrix24.com')
})

test('portals are listed with commas or spaces', () => {
  const settings = readWorkerSettings({ PORTAL_ORIGINS: 'http://127.0.0.1:8024, https://portal.example' })
  expect(settings.portalOrigins).toEqual(['http://127.0.0.1:8024', 'https://portal.example'])
})

test('a port that is none and an origin that would end the directive are refused by name', () => {
  expect(() => readWorkerSettings({ PORT: '99999' })).toThrow(/PORT/)
  expect(() => readWorkerSettings({ PORTAL_ORIGINS: "https://a.example;script-src'*'" })).toThrow(
    /PORTAL_ORIGINS/,
  )
})

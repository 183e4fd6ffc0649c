import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Frame, Page } from '@playwright/test'
import type { B24Frame } from '@bitrix24/b24jssdk'
import { expect, test, type PortalUnderTest } from './portal.ts'
import { startStaticServer, type StaticServer } from './static-server.ts'

declare global {
  interface Window {
    frameApp: B24Frame
  }
}

const root = resolve(import.meta.dirname, '..')
let folder: string
let server: StaticServer

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'frame-app-'))
  copyFileSync(join(import.meta.dirname, 'strangers/frame-app.html'), join(folder, 'index.html'))
  copyFileSync(
    join(root, 'node_modules/@bitrix24/b24jssdk/dist/umd/index.min.js'),
    join(folder, 'b24jssdk.min.js'),
  )
  server = await startStaticServer(folder)
})
test.afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true })
})

/** The stranger's app in the portal's iframe, its handshake done. */
const openApp = async (page: Page, portal: PortalUnderTest, as = 1): Promise<Frame> => {
  await portal.control('settings', { appUrl: `${server.origin}/index.html` })
  await page.goto(`${portal.origin}/?as=${as}`)
  await expect(page.frameLocator('iframe.app-frame').getByText(/^ready:/)).toBeVisible()
  const frame = page.frames().find((each) => each.url().startsWith(server.origin))
  if (!frame) throw new Error('no frame')
  return frame
}

test('the handshake tells language, rights and placement', async ({ page, portal }) => {
  await openApp(page, portal)
  await expect(page.frameLocator('iframe.app-frame').getByText('ready: en true DEFAULT')).toBeVisible()
  await openApp(page, portal, 2)
  await expect(page.frameLocator('iframe.app-frame').getByText('ready: en false DEFAULT')).toBeVisible()
})

test('refreshAuth brings a token that works', async ({ page, portal }) => {
  const frame = await openApp(page, portal)
  const [before, after, who] = await frame.evaluate(async () => {
    const old = window.frameApp.auth.getAuthData()
    const fresh = await window.frameApp.auth.refreshAuth()
    const answer = await window.frameApp.actions.v2.call.make({
      method: 'profile',
      params: {},
      requestId: 'p',
    })
    const { result } = answer.getData() as unknown as { result: { ID: string } }
    return [old && old.access_token, fresh && fresh.access_token, result.ID]
  })
  expect(after).not.toBe(before)
  expect(who).toBe('1')
})

test('options are kept: the app’s by an admin, a user’s own by anybody', async ({ page, portal }) => {
  const frame = await openApp(page, portal)
  await frame.evaluate(() => window.frameApp.options.appSet('colour', 'blue'))
  await frame.evaluate(() => window.frameApp.options.userSet('size', 'big'))
  const again = await openApp(page, portal)
  expect(await again.evaluate(() => window.frameApp.options.appGet('colour') as unknown)).toBe('blue')
  expect(await again.evaluate(() => window.frameApp.options.userGet('size') as unknown)).toBe('big')
  const anna = await openApp(page, portal, 2)
  await anna.evaluate(() => window.frameApp.options.appSet('colour', 'red'))
  const after = await openApp(page, portal)
  expect(await after.evaluate(() => window.frameApp.options.appGet('colour') as unknown)).toBe('blue')
})

test('title, size and scroll are the page’s', async ({ page, portal }) => {
  const frame = await openApp(page, portal)
  await frame.evaluate(async () => {
    await window.frameApp.parent.setTitle('Orders: today')
    await window.frameApp.parent.resizeWindow(800, 1900)
  })
  await expect(page.locator('#pagetitle')).toHaveText('Orders: today')
  expect((await page.locator('iframe.app-frame').boundingBox())?.height).toBeGreaterThanOrEqual(1900)
  await frame.evaluate(() => window.frameApp.parent.scrollParentWindow(300))
  expect(await page.locator('.portal-main').evaluate((main) => main.scrollTop)).toBe(300)
})

test('people are picked in the portal’s dialog', async ({ page, portal }) => {
  const frame = await openApp(page, portal)
  const one = frame.evaluate(() => window.frameApp.dialog.selectUser())
  await page.getByRole('dialog').getByLabel('Anna Davis').check()
  await page.getByRole('button', { name: 'Select' }).click()
  expect(await one).toMatchObject({ id: '2', name: 'Anna Davis' })
  const many = frame.evaluate(() => window.frameApp.dialog.selectUsers())
  await page.getByRole('dialog').getByLabel('Anna Davis').check()
  await page.getByRole('dialog').getByLabel('John Smith').check()
  await page.getByRole('button', { name: 'Select' }).click()
  expect(await many).toHaveLength(2)
})

test('access and CRM items are picked too', async ({ page, portal }) => {
  const frame = await openApp(page, portal)
  const access = frame.evaluate(() => window.frameApp.dialog.selectAccess())
  await page.getByRole('dialog').getByLabel('All signed-in users').check()
  await page.getByRole('button', { name: 'Select' }).click()
  expect(await access).toEqual([{ id: 'AU', name: 'All signed-in users' }])
  const crm = frame.evaluate(() =>
    window.frameApp.dialog.selectCRM({ entityType: ['contact'], multiple: true, value: {} }),
  )
  await page.getByRole('dialog').getByRole('checkbox').first().check()
  await page.getByRole('button', { name: 'Select' }).click()
  expect(await crm).toHaveProperty('contact')
})

test('a path of the portal opens beside the page and closing it answers', async ({ page, portal }) => {
  const frame = await openApp(page, portal)
  const opened = frame.evaluate(() =>
    window.frameApp.slider.openPath(window.frameApp.slider.getUrl('/online/')),
  )
  const slider = page.getByRole('dialog', { name: 'Portal page' })
  await expect(slider.frameLocator('iframe').getByRole('list', { name: 'Dialogs' })).toBeVisible()
  await slider.getByRole('button', { name: 'Close' }).click()
  expect(await opened).toMatchObject({ isClose: true })
})

test('the messenger opens at a dialog', async ({ page, portal }) => {
  const frame = await openApp(page, portal)
  await frame.evaluate(() => window.frameApp.parent.imOpenMessenger(2))
  const slider = page.getByRole('dialog', { name: 'Portal page' })
  await expect(slider.frameLocator('iframe').getByRole('region', { name: 'Anna Davis' })).toBeVisible()
})

test('the app opens itself beside the page with options, and closes', async ({ page, portal }) => {
  const frame = await openApp(page, portal)
  const opened = frame.evaluate(() => window.frameApp.slider.openSliderAppPage({ order: 7 }))
  await expect(
    page
      .getByRole('dialog')
      .frameLocator('iframe')
      .getByText(/^ready:/),
  ).toBeVisible()
  const child = page
    .frames()
    .filter((each) => each.url().startsWith(server.origin))
    .at(-1)
  expect(await child?.evaluate(() => window.frameApp.placement.options as unknown)).toMatchObject({
    order: 7,
  })
  await child?.evaluate(() => void window.frameApp.slider.closeSliderAppPage())
  await opened
  await expect(page.getByRole('dialog')).toBeHidden()
})

test('calls and settings are said to be asked for; the interface is listed; a reload reloads', async ({
  page,
  portal,
}) => {
  const frame = await openApp(page, portal)
  await frame.evaluate(() => window.frameApp.parent.imCallTo(2, true))
  await expect(page.getByText('video call to 2')).toBeVisible()
  await frame.evaluate(() => window.frameApp.parent.imPhoneTo('+1999'))
  await expect(page.getByText('phone call to +1999')).toBeVisible()
  expect(
    JSON.stringify(await frame.evaluate(() => window.frameApp.placement.getInterface() as unknown)),
  ).toContain('imOpenMessenger')
  const reloaded = page.waitForEvent('load')
  await frame.evaluate(() => void window.frameApp.parent.reloadWindow())
  await reloaded
  await expect(page.frameLocator('iframe.app-frame').getByText(/^ready:/)).toBeVisible()
})

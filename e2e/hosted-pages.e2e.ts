import AxeBuilder from '@axe-core/playwright'
import { expect, test, type BrowserContext, type Page } from '@playwright/test'
import { endings } from '../src/contract/pairing/pairing-words.ts'
import { begin, openChat, openFinish } from './sign-in-steps.ts'
import { startSignIn, type SignIn, type SignInOptions } from './sign-in.ts'

const onFetch: SignInOptions = { mode: 'fetch', bot: 'botToken' }

/** Each test has a portal, a worker and a site of its own. */
let running: SignIn
test.beforeEach(async () => {
  running = await startSignIn(onFetch)
})
test.afterEach(async () => {
  await running.stop()
})

const away = { status: 503, headers: { 'retry-after': '60' }, body: '' }

/** Up to the link of the page behind "Finish". */
const reachFinish = async (context: BrowserContext, page: Page) => {
  await begin(page, running)
  const chat = await openChat(context, page, { as: 2, ...running })
  await chat.getByRole('button', { name: 'Confirm', exact: true }).click()
  await expect(chat.getByRole('link', { name: 'Finish sign-in' })).toBeVisible()
  return chat
}
const openHindered = async (context: BrowserContext, chat: Page) => {
  const [finish] = await Promise.all([
    context.waitForEvent('page'),
    chat.getByRole('link', { name: 'Finish sign-in' }).click(),
  ])
  return finish
}

test.describe('the finish page', () => {
  for (const [name, answer] of [
    ['503', away],
    ['429', { ...away, status: 429 }],
    ['no answer', undefined],
  ] as const)
    test(`the look gets ${name}: the link is not called used up, and trying again goes on`, async ({
      page,
      context,
    }) => {
      const chat = await reachFinish(context, page)
      await context.route('**/finish/look', (route) => (answer ? route.fulfill(answer) : route.abort()))
      const finish = await openHindered(context, chat)
      await expect(finish.getByText('The sign-in service does not answer')).toBeVisible()
      await expect(finish.getByText('used up')).toBeHidden()
      await expect(finish.getByText('One moment')).toBeHidden()
      expect(finish.url()).toBe(`${running.worker}/finish`)
      await expect(finish).toHaveTitle(/^The sign-in service does not answer/)
      await context.unroute('**/finish/look')
      await finish.getByRole('button', { name: 'Try again' }).click()
      await expect(finish.getByText('Let this browser in at Corner Shop')).toBeVisible()
      await expect(finish.locator('#left')).toHaveText(/^[012]:\d\d$/)
      await finish.getByRole('button', { name: 'Finish sign-in' }).click()
      await expect(finish.getByText(`(${running.memberId}:2)`)).toBeVisible()
    })

  test('it asks again by itself, when the worker says', async ({ page, context }) => {
    const chat = await reachFinish(context, page)
    const looks: number[] = []
    await context.route('**/finish/look', (route) => {
      looks.push(Date.now())
      return looks.length > 1 ? route.continue() : route.fulfill({ ...away, headers: { 'retry-after': '1' } })
    })
    const finish = await openHindered(context, chat)
    await expect(finish.getByText('Let this browser in at Corner Shop')).toBeVisible()
    const [first = 0, second = 0] = looks
    expect(looks).toHaveLength(2)
    // Left to itself, the page would have waited for five seconds.
    expect(second - first).toBeGreaterThan(900)
    expect(second - first).toBeLessThan(4000)
  })

  test('finishing gets no answer: it can be tried again, and works', async ({ page, context }) => {
    const chat = await reachFinish(context, page)
    const finish = await openFinish(context, chat)
    await finish.route('**/finish', (route) => route.fulfill(away))
    await finish.getByRole('button', { name: 'Finish sign-in' }).click()
    await expect(finish.getByText('The sign-in service does not answer')).toBeVisible()
    await expect(finish.getByText('One moment')).toBeHidden()
    await expect(finish.getByRole('link', { name: 'Back to Corner Shop' })).toBeVisible()
    await finish.unroute('**/finish')
    await finish.getByRole('button', { name: 'Try again' }).click()
    await expect(finish.getByText(`(${running.memberId}:2)`)).toBeVisible()
  })

  test('the answer to finishing is lost: trying again says that it may have been finished', async ({
    page,
    context,
  }) => {
    const chat = await reachFinish(context, page)
    const finish = await openFinish(context, chat)
    await finish.route('**/finish', async (route) => {
      await route.fetch() // the worker has done it, and nobody hears of it
      await route.abort()
    })
    await finish.getByRole('button', { name: 'Finish sign-in' }).click()
    await finish.getByRole('button', { name: 'Try again' }).waitFor()
    await finish.unroute('**/finish')
    await finish.getByRole('button', { name: 'Try again' }).click()
    await expect(finish.getByText('it may have been finished in this window or another one')).toBeVisible()
    await expect(finish.locator('main')).not.toContainText('Nobody was let in', { useInnerText: true })
    await expect(finish.getByRole('link', { name: 'Back to Corner Shop' })).toHaveAttribute(
      'href',
      `${running.site}/`,
    )
  })

  test('a reload asks the same again, and after the end still knows the way back', async ({
    page,
    context,
  }) => {
    const chat = await reachFinish(context, page)
    const finish = await openFinish(context, chat)
    await finish.reload()
    await expect(finish.getByText('Let this browser in at Corner Shop')).toBeVisible()
    expect(finish.url()).toBe(`${running.worker}/finish`)
    await finish.getByRole('button', { name: 'Finish sign-in' }).click()
    await expect(finish.getByText(`(${running.memberId}:2)`)).toBeVisible()
    await finish.goBack()
    await finish.reload()
    await expect(finish.getByText('used up or too old')).toBeVisible()
    await expect(finish.getByRole('link', { name: 'Back to Corner Shop' })).toBeVisible()
    expect(await finish.evaluate(() => JSON.stringify(history.state))).not.toContain('secret')
  })

  test('a second link in the same tab is asked about, and leaves the address too', async ({
    page,
    context,
  }) => {
    const first = await reachFinish(context, page)
    const finish = await openFinish(context, first)
    await finish.getByRole('button', { name: 'Stop' }).click()
    await expect(finish.getByText('Stopped. Nobody was let in.')).toBeVisible()
    await finish.reload()
    await expect(finish.getByText('Stopped. Nobody was let in.')).toBeVisible()
    const second = await reachFinish(context, page)
    const link = await second.getByRole('link', { name: 'Finish sign-in' }).last().getAttribute('href')
    await finish.evaluate((href) => location.assign(href ?? ''), link)
    await expect(finish.getByText('Let this browser in at Corner Shop')).toBeVisible()
    expect(finish.url()).toBe(`${running.worker}/finish`)
    await finish.getByRole('button', { name: 'Finish sign-in' }).click()
    await expect(finish.getByText(`(${running.memberId}:2)`)).toBeVisible()
  })

  test('while finishing gets no answer it can be stopped, and what is said is about stopping then', async ({
    page,
    context,
  }) => {
    const chat = await reachFinish(context, page)
    const finish = await openFinish(context, chat)
    await finish.route('**/finish', (route) => route.fulfill(away))
    await finish.route('**/cancel', (route) => route.fulfill(away))
    await finish.getByRole('button', { name: 'Finish sign-in' }).click()
    await expect(finish.getByText('Your link is kept in this window')).toBeVisible()
    await finish.getByRole('button', { name: 'Stop' }).click()
    await expect(finish.getByText('it may not be stopped yet')).toBeVisible()
    await expect(finish.getByText('Your link is kept in this window')).toBeHidden()
    await expect(finish.getByRole('button', { name: 'Stop' })).toBeHidden()
    await finish.unroute('**/cancel')
    await finish.getByRole('button', { name: 'Try again' }).click()
    await expect(finish.getByText('Stopped. Nobody was let in.')).toBeVisible()
  })

  test('at the end of the time the worker is asked, and with its word the buttons go', async ({
    page,
    context,
  }) => {
    const chat = await reachFinish(context, page)
    let looks = 0
    await context.route('**/finish/look', async (route) => {
      looks += 1
      if (looks > 1) return route.fulfill({ status: 404, body: '{}' })
      const response = await route.fetch()
      const json = { ...((await response.json()) as object), expiresAt: Date.now() + 2000 }
      await route.fulfill({ response, json })
    })
    const finish = await openFinish(context, chat)
    await expect(finish.getByRole('button', { name: 'Finish sign-in' })).toBeHidden()
    await expect(finish.getByText('used up or too old')).toBeVisible()
    await expect(finish.getByRole('link', { name: 'Back to Corner Shop' })).toBeVisible()
    expect(looks).toBe(2)
  })

  test('Stop says that it was stopped, also when it had to be tried twice', async ({ page, context }) => {
    const chat = await reachFinish(context, page)
    const finish = await openFinish(context, chat)
    await finish.route('**/cancel', (route) => route.abort())
    await finish.getByRole('button', { name: 'Stop' }).click()
    await finish.getByRole('button', { name: 'Try again' }).waitFor()
    await finish.unroute('**/cancel')
    await finish.getByRole('button', { name: 'Try again' }).click()
    await expect(finish.getByText('Stopped. Nobody was let in.')).toBeVisible()
    await expect(finish.getByText('used up')).toBeHidden()
    await expect(finish).toHaveTitle(/^Stopped/)
    await expect(page.getByText('Cancelled.')).toBeVisible()
  })

  test('Stop on a page whose pairing a newer one has replaced leaves the newer one alone', async ({
    page,
    context,
  }) => {
    const chat = await reachFinish(context, page)
    const finish = await openFinish(context, chat)
    const newer = await context.newPage()
    await begin(newer, running)
    await finish.getByRole('button', { name: 'Stop' }).click()
    await expect(finish.getByText('used up or too old')).toBeVisible()
    await newer.reload()
    await expect(newer.getByText('Waiting for you to open the chat')).toBeVisible()
  })

  test('without scripts it says only that it needs them', async ({ browser }) => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    await page.goto(`${running.worker}/finish#${'ab'.repeat(32)}`)
    await expect(page.locator('noscript p')).toBeVisible()
    await expect(page.getByText('One moment')).toBeHidden()
    await context.close()
  })
})

test.describe('the page of a pairing', () => {
  test('Cancel on an older tab that asks for its state leaves the newer pairing alone', async ({
    page,
    context,
  }) => {
    await page.route('**/events', (route) => route.abort())
    await begin(page, running)
    await page.route('**/status', (route) => route.abort()) // it has not heard of the newer one yet
    const newer = await context.newPage()
    await begin(newer, running)
    await page.getByRole('button', { name: 'Cancel' }).click()
    await expect(page.getByText('The connection is interrupted')).toBeVisible()
    await newer.reload()
    await expect(newer.getByText('Waiting for you to open the chat')).toBeVisible()
  })

  test('without scripts it shows nothing that needs them', async ({ browser, page, context }) => {
    await begin(page, running)
    const still = await browser.newContext({
      javaScriptEnabled: false,
      storageState: await context.storageState(),
    })
    const plain = await still.newPage()
    await plain.goto(`${running.worker}/pair/sample-shop`)
    await expect(plain.locator('noscript p')).toBeVisible()
    await expect(plain.getByRole('link', { name: 'Open in browser' })).toBeVisible()
    await expect(plain.getByRole('button')).toHaveCount(0)
    await expect(plain.getByText('Time left')).toBeHidden()
    await still.close()
    await expect(page.getByRole('button')).toHaveText([/Copy link/, /Cancel/])
  })

  for (const how of ['by its stream', 'by asking'] as const)
    test(`a newer start in the same browser takes its place, and the older tab says so ${how}`, async ({
      page,
      context,
    }) => {
      if (how === 'by asking') await page.route('**/events', (route) => route.abort())
      await begin(page, running)
      const chat = await openChat(context, page, { as: 2, ...running })
      const second = await context.newPage()
      await begin(second, running)
      await expect(page.getByText('A newer sign-in in this browser took its place.')).toBeVisible()
      await expect(page.getByRole('link', { name: 'Back to Corner Shop' })).toBeVisible()
      await expect(page.getByRole('button', { name: 'Cancel' })).toBeHidden()
      await expect(page).toHaveTitle(/^A newer sign-in/)
      await expect(chat.getByRole('log')).toContainText('A newer sign-in in the same browser took its place.')
      const chatOfSecond = await openChat(context, second, { as: 3, ...running })
      await chatOfSecond.getByRole('button', { name: 'Confirm', exact: true }).click()
      await expect(second.getByText('Confirmed. Press')).toBeVisible()
      await second.getByRole('button', { name: 'Cancel' }).click()
      await expect(second.getByText('Cancelled.')).toBeVisible()
    })

  test('Cancel with the worker away says so, and can be pressed again; the notice stands on top', async ({
    page,
  }) => {
    await begin(page, running)
    await expect(page).toHaveTitle('Waiting for you to open the chat – Sign in with Bitrix24')
    await page.route('**/cancel', (route) => route.abort())
    await page.getByRole('button', { name: 'Cancel' }).click()
    const failed = page.getByText('Nothing was cancelled; press again.')
    await expect(failed).toBeVisible()
    const waiting = page.getByText('Waiting for you to open the chat')
    expect((await failed.boundingBox())?.y).toBeLessThan((await waiting.boundingBox())?.y ?? 0)
    await page.unroute('**/cancel')
    await page.getByRole('button', { name: 'Cancel' }).click()
    await expect(page.getByText('Cancelled.')).toBeVisible()
    await expect(failed).toBeHidden()
    await expect(page).toHaveTitle('Cancelled. – Sign in with Bitrix24')
    await page.getByRole('link', { name: 'Back to Corner Shop' }).click()
    await expect(page).toHaveURL(`${running.site}/`)
  })

  test('an interruption is told above the state', async ({ page }) => {
    await page.route('**/events', (route) => route.abort())
    await page.route('**/status', (route) => route.abort())
    await begin(page, running)
    const offline = page.getByText('The connection is interrupted')
    await expect(offline).toBeVisible()
    const waiting = page.getByText('Waiting for you to open the chat')
    expect((await offline.boundingBox())?.y).toBeLessThan((await waiting.boundingBox())?.y ?? 0)
  })
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 } })
  test('the chat that the link opens shows the card, and what became of the link unfolds', async ({
    page,
    context,
  }) => {
    await begin(page, running)
    const chat = await openChat(context, page, { as: 2, ...running })
    await expect(chat.getByText('Open a context link (last: open)')).toBeVisible()
    await expect(chat.getByLabel('What the reader did')).toBeHidden()
    await expect(chat.getByRole('button', { name: 'Confirm', exact: true })).toBeInViewport()
    expect((await chat.getByRole('log').boundingBox())?.height).toBeGreaterThan(150)
    const folder = process.env.HOSTED_SHOTS
    if (folder) await chat.screenshot({ path: `${folder}/chat-360.png` })
    await chat.getByText('Open a context link').click()
    await expect(chat.getByLabel('What the reader did')).toBeVisible()
  })
})

test.describe('on a phone, in German', () => {
  test.use({ viewport: { width: 360, height: 740 }, locale: 'de-DE' })
  test('the buttons come before the code, and no word in a button is broken', async ({ page }) => {
    await page.goto(`${running.site}/`)
    await page.getByRole('button', { name: 'Sign in with Bitrix24' }).click()
    const open = page.getByRole('link', { name: 'Im Browser öffnen' })
    await expect(open).toBeVisible()
    expect((await open.boundingBox())?.y).toBeLessThan((await page.locator('.qr').boundingBox())?.y ?? 0)
    const cancel = await page.getByRole('button', { name: 'Abbrechen' }).boundingBox()
    expect(cancel?.height).toBeLessThanOrEqual(42) // one line
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(wide).toBeLessThanOrEqual(0)
  })
})

/** What the finish page answers, made up: its looks do not depend on a real pairing. */
const madeUp = {
  siteId: 'sample-shop',
  pairingId: 'ab'.repeat(16),
  site: { name: 'Corner Shop', host: '127.0.0.1', home: 'http://127.0.0.1' },
  userName: 'Anna',
}

for (const colorScheme of ['light', 'dark'] as const)
  for (const width of [360, 1280])
    test.describe(`in every state, ${colorScheme}, ${width}`, () => {
      test.use({ colorScheme, viewport: { width, height: 800 } })
      const check = async (page: Page, name: string) => {
        const { violations } = await new AxeBuilder({ page }).analyze()
        const lines = violations.flatMap(({ id, nodes }) =>
          nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')}: ${failureSummary ?? ''}`),
        )
        expect.soft(lines, name).toEqual([])
        const folder = process.env.HOSTED_SHOTS
        if (folder)
          await page.screenshot({ path: `${folder}/${name}-${colorScheme}-${width}.png`, fullPage: true })
      }

      test('nothing that axe finds on the page of a pairing', async ({ page }) => {
        await begin(page, running)
        await check(page, 'pending')
        const view = (await (
          await page.request.get(`${running.worker}/pair/sample-shop/status`)
        ).json()) as object
        await page.route('**/cancel', (route) => route.abort())
        await page.getByRole('button', { name: 'Cancel' }).click()
        await expect(page.getByText('Nothing was cancelled')).toBeVisible()
        await check(page, 'not-cancelled')
        const states = [
          { state: 'awaiting_confirm', isAsked: false },
          { state: 'awaiting_confirm', isAsked: true },
          { state: 'confirmed', isAsked: true },
          { state: 'consumed', isAsked: true },
          ...endings.map((ending) => ({ state: 'declined', isAsked: true, ending })),
        ]
        for (const changes of states) {
          const data = JSON.stringify({ ...view, ...changes })
          await page.route('**/events', (route) =>
            route.fulfill({ contentType: 'text/event-stream', body: `event: state\ndata: ${data}\n\n` }),
          )
          await page.route('**/status', (route) =>
            route.fulfill({ contentType: 'application/json', body: data }),
          )
          await page.reload()
          await expect(page.locator(`[data-state~="${changes.state}"]`)).toBeVisible()
          await expect(page.locator('[data-state="pending"]')).toBeHidden()
          const ending = 'ending' in changes ? changes.ending : String(changes.isAsked)
          await check(page, `${changes.state}-${ending}`)
          await page.unrouteAll()
        }
        await page.goto(`${running.worker}/pair/nowhere`)
        await check(page, 'nothing')
      })

      test('nothing that axe finds on the finish page', async ({ page }) => {
        const json = { contentType: 'application/json' }
        const body = JSON.stringify({ ...madeUp, expiresAt: Date.now() + 90_000 })
        const open = async (status: number) => {
          await page.unrouteAll()
          await page.route('**/finish/look', (route) => route.fulfill({ ...json, status, body }))
          await page.goto('about:blank')
          await page.goto(`${running.worker}/finish#${'ab'.repeat(32)}`)
        }
        for (const [status, shown] of [
          [404, '#gone'],
          [409, '#elsewhere'],
          [503, '#away'],
          [200, '#ask'],
        ] as const) {
          await open(status)
          await expect(page.locator(shown)).toBeVisible()
          await check(page, `finish${shown.replace('#', '-')}`)
        }
        for (const path of ['**/finish', '**/cancel']) await page.route(path, (route) => route.fulfill(away))
        await page.getByRole('button', { name: 'Finish sign-in' }).click()
        await expect(page.locator('#give-up')).toBeVisible()
        await check(page, 'finish-away-finishing')
        await page.getByRole('button', { name: 'Stop' }).click()
        await expect(page.getByText('it may not be stopped yet')).toBeVisible()
        await check(page, 'finish-away-stopping')
        await page.route('**/cancel', (route) => route.fulfill({ ...json, body: '{}' }))
        await page.getByRole('button', { name: 'Try again' }).click()
        await expect(page.locator('#stopped')).toBeVisible()
        await check(page, 'finish-stopped')
      })
    })

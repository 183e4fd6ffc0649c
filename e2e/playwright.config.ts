import { defineConfig } from '@playwright/test'

const isReported = Boolean(process.env.PLAYWRIGHT_JSON_OUTPUT_FILE)
/** A trace of every test takes half as much processor time again as the tests themselves. */
const isTraced = Boolean(process.env.E2E_TRACE)

/** Real Chromium, the system's; every test starts the processes it needs on ports of its own. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.e2e.ts',
  outputDir: '../test-results',
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  // Of hundreds on two busy cores one may lose a race of its own: it is run once more, traced, and the sum says so.
  retries: isReported ? 1 : 0,
  reporter: isReported ? [['list'], ['json']] : 'list',
  use: {
    viewport: { width: 1280, height: 800 },
    trace: isTraced ? 'retain-on-failure' : 'on-first-retry',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: [
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
})

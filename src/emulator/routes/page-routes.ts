import { Hono } from 'hono'
import { createAjax } from '../ajax/answer-ajax.ts'
import type { PageHandlers } from '../ajax/page-handlers.ts'
import type { Asset } from '../emulator-options.ts'
import { bootOf, pageHtml } from '../page-shell.ts'
import { answerFile } from '../rest/download.ts'
import { seedUsers } from '../seed-credentials.ts'
import { seesFile } from '../state/files.ts'
import type { Portal } from '../state/portal.ts'

type PageDoors = {
  readonly portalOf: (request: Request) => Portal
  readonly actions: PageHandlers
  readonly assets: ((path: string) => Promise<Asset | undefined>) | undefined
}

/** The user of a page: `as` in the query, else in the cookie, else the admin. */
export const sessionUserOf = (request: Request): number => {
  const asked = new URL(request.url).searchParams.get('as')
  const remembered = /(?:^|;\s*)as=(\d+)/.exec(request.headers.get('cookie') ?? '')?.[1]
  return Number(asked ?? remembered ?? seedUsers.admin)
}

const ajaxPath = '/bitrix/services/main/ajax.php'
const assetPath = '/__assets/'

/** A file of a chat, for who may have it. */
const readableFile = (portal: Portal, fileId: number, userId: number): number | undefined => {
  const file = portal.files.get(fileId)
  return file && seesFile(portal, file, userId) ? fileId : undefined
}

/** What a browser asks the portal for: its two pages, their scripts, and the actions of both. */
export const createPageRoutes = ({ portalOf, actions, assets }: PageDoors): Hono => {
  const routes = new Hono()
  const ajax = createAjax(actions)

  const page = (kind: 'app' | 'chat', request: Request) => {
    const portal = portalOf(request)
    const asked = sessionUserOf(request)
    const userId = portal.users.has(asked) ? asked : seedUsers.admin
    return new Response(pageHtml(bootOf(portal, kind, userId)), {
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'set-cookie': `as=${userId}; Path=/; SameSite=Lax`,
      },
    })
  }

  routes.get('/', (c) => page('app', c.req.raw))
  routes.get('/online/', (c) => page('chat', c.req.raw))
  routes.get('/online', (c) => page('chat', c.req.raw))
  routes.get(`${assetPath}*`, async (c) => {
    const asset = await assets?.(new URL(c.req.url).pathname.slice(assetPath.length))
    if (!asset) return c.notFound()
    return new Response(asset.body, { headers: { 'content-type': asset.type } })
  })
  routes.post(ajaxPath, (c) => {
    const request = c.req.raw
    return ajax({ portal: portalOf(request), userId: sessionUserOf(request), request })
  })
  routes.get(ajaxPath, (c) => {
    const portal = portalOf(c.req.raw)
    const userId = sessionUserOf(c.req.raw)
    return answerFile(portal, readableFile(portal, Number(c.req.query('fileId')), userId))
  })
  return routes
}

import { Hono } from 'hono'
import { answerDownload } from '../rest/download.ts'
import type { createRestEndpoint } from '../rest/endpoint.ts'
import type { Portal } from '../state/portal.ts'

type RestDoors = {
  readonly portalOf: (request: Request) => Portal
  readonly rest: ReturnType<typeof createRestEndpoint>
  readonly sourceOf: (request: Request, environment: unknown) => string
}

/** `/rest/…`: methods, and files by their one-time tokens. */
export const createRestRoutes = ({ portalOf, rest, sourceOf }: RestDoors): Hono => {
  const routes = new Hono()
  routes.all('/rest/*', (c) => {
    const request = c.req.raw
    const portal = portalOf(request)
    const url = new URL(request.url)
    const token = url.searchParams.get('token')
    if (token !== null && /\/download(\.json)?\/?$/i.test(url.pathname))
      return answerDownload(portal, portal.downloads.get(token), url)
    return rest({ portal, request, source: sourceOf(request, c.env) })
  })
  return routes
}

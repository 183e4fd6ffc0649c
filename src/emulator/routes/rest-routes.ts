import { Hono } from 'hono'
import { answerDownload } from '../rest/download.ts'
import type { createRestEndpoint } from '../rest/endpoint.ts'
import { corsHeaders } from '../rest/envelope.ts'
import type { Portal } from '../state/portal.ts'

type RestDoors = {
  readonly portalOf: (request: Request) => Portal
  readonly rest: ReturnType<typeof createRestEndpoint>
  readonly sourceOf: (request: Request, environment: unknown) => string
}

/** `/rest/…`: methods, and files by their one-time tokens. A preflight asks for nothing. */
export const createRestRoutes = ({ portalOf, rest, sourceOf }: RestDoors): Hono => {
  const routes = new Hono()
  routes.options('/rest/*', () => new Response(null, { status: 200, headers: corsHeaders }))
  routes.all('/rest/*', (c) => {
    const request = c.req.raw
    const portal = portalOf(request)
    const url = new URL(request.url)
    const token = url.searchParams.get('token')
    if (token !== null && /\/download(\.json)?\/?$/i.test(url.pathname))
      return answerDownload(portal, token, request.method)
    return rest({ portal, request, source: sourceOf(request, c.env) })
  })
  return routes
}

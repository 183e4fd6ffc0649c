import { bootSchema, type Boot } from '../../contract/portal-pages/page-views.ts'

/** What the portal wrote into the page: who is here and where. */
export const readBoot = (): Boot =>
  bootSchema.parse(JSON.parse(document.getElementById('boot')?.textContent ?? ''))

export const portalOrigin = ({ portal }: Boot): string =>
  `${portal.secure ? 'https' : 'http'}://${portal.domain}`

import type { Boot } from '../contract/portal-pages/page-views.ts'
import { pageUser } from './ajax/page-view.ts'
import { hostOf } from './oauth/tokens.ts'
import { refusal } from './rest/refuse.ts'
import type { Portal } from './state/portal.ts'

export const bootOf = (portal: Portal, kind: Boot['kind'], userId: number): Boot => {
  const user = portal.users.get(userId)
  if (!user) throw refusal('invalid_authentication')
  return {
    kind,
    portal: {
      domain: hostOf(portal),
      secure: portal.origin.startsWith('https:'),
      title: portal.title,
      memberId: portal.memberId,
      language: portal.language,
    },
    me: pageUser(portal, user),
    sessid: portal.sessid,
    router: portal.settings.router,
    nativeDecodes: portal.settings.nativeDecodes,
  }
}

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)

/** JSON that cannot end the script element it stands in. */
const scriptJson = (value: unknown) => JSON.stringify(value).replace(/</g, '\\u003c')

/** The page around the built script: boot data and two assets, `app-page` or `chat-page`. */
export const pageHtml = (boot: Boot): string => `<!doctype html>
<html lang="${escapeHtml(boot.portal.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(boot.portal.title)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/__assets/portal.css">
</head>
<body>
<div id="root"></div>
<script type="application/json" id="boot">${scriptJson(boot)}</script>
<script type="module" src="/__assets/${boot.kind}-page.js"></script>
</body>
</html>
`

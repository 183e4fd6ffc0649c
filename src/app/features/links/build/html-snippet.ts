const escapeHtml = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')

type Links = { readonly webLink: string; readonly appLink: string }

/** What the two buttons say, and how they look in a page that has no style for them. */
export const snippetButtons = [
  { text: 'Open in browser', color: '#ffffff', background: '#0067e0' },
  { text: 'Open in the desktop app', color: '#0154c8', background: '#e6f4ff' },
] as const

const [browser, desktop] = snippetButtons

const styleOf = ({ color, background }: (typeof snippetButtons)[number]): string =>
  `display:inline-block;margin:0 8px 8px 0;padding:10px 16px;border-radius:8px;font:500 15px system-ui,sans-serif;text-decoration:none;color:${color};background:${background}`

/** Two buttons for any page: nobody can tell from outside whether the app is installed, so people choose. */
export const htmlSnippet = ({ webLink, appLink }: Links): string =>
  [
    `<a href="${escapeHtml(webLink)}" target="_blank" rel="noopener" style="${styleOf(browser)}">${browser.text}</a>`,
    `<a href="${escapeHtml(appLink)}" style="${styleOf(desktop)}">${desktop.text}</a>`,
  ].join('\n')

/** The call for code that runs in the portal's own pages; safe inside a script element, too. */
export const portalCall = (botDialogId: string, context: Readonly<Record<string, unknown>>): string =>
  [
    "import { Messenger } from 'im.public'",
    '',
    `Messenger.openChatWithBotContext('${botDialogId}', ${JSON.stringify(context)
      // Written plainly it would set the object's prototype instead of a member.
      .replaceAll('"__proto__":', '["__proto__"]:')
      .replaceAll('<', '\\u003c')
      .replaceAll('\u2028', '\\u2028')
      .replaceAll('\u2029', '\\u2029')})`,
  ].join('\n')

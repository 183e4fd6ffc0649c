import type { AnyRouter } from '@tanstack/react-router'

const findOpener = (href: string | undefined): HTMLElement | null =>
  href === undefined ? null : document.querySelector<HTMLElement>(`main a[href="${CSS.escape(href)}"]`)

const findHeading = (): HTMLElement | null => {
  const heading =
    document.querySelector<HTMLElement>('main h1') ?? document.querySelector<HTMLElement>('main')
  if (heading) heading.tabIndex = -1
  return heading
}

/**
 * Leads the keyboard on when a change of place took away what had the focus: back to the link that led away from
 * here, else to the heading. A screen that places the focus itself is left alone.
 */
export const keepFocus = (router: AnyRouter) => {
  const openers = new Map<string, string>()
  router.subscribe('onBeforeNavigate', ({ fromLocation, pathChanged }) => {
    if (!fromLocation || !pathChanged) return
    const href = document.activeElement?.getAttribute('href')
    if (href) openers.set(fromLocation.pathname, href)
    else openers.delete(fromLocation.pathname)
  })
  router.subscribe('onRendered', ({ fromLocation, toLocation, pathChanged }) => {
    // Nothing is taken from the page around when the frame first draws.
    if (!fromLocation || !pathChanged || document.activeElement !== document.body) return
    const target = findOpener(openers.get(toLocation.pathname)) ?? findHeading()
    target?.focus()
  })
}

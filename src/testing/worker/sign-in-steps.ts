import { codeOf } from './sign-in-browser.ts'
import type { SignInWorld } from './sign-in-world.ts'

/** Starts a pairing of a site in a browser and hands its link to somebody. */
export const begin = async (world: SignInWorld, siteId: 'shop' | 'kiosk' | 'other' = 'shop', as = 2) => {
  const site = world.site(siteId)
  const minted = await site.mint()
  const browser = world.browser()
  const view = await browser.start(minted)
  await world.followLink(as, view)
  return { site, minted, browser, view, pairCode: pairCodeOf(view.webLink) }
}

export const pairCodeOf = (webLink: string): string => {
  const context: unknown = JSON.parse(new URL(webLink).searchParams.get('BOT_CONTEXT') ?? '{}')
  return typeof context === 'object' && context !== null && 'pairCode' in context
    ? String(context.pairCode)
    : ''
}

/** Where a pairing stands. */
export const stateOf = async (world: SignInWorld, { id }: { readonly id: string }): Promise<string> =>
  (await world.stores.pairings.find({ id }))?.state.name ?? 'gone'

/** Why steps of a pairing were refused, oldest first. */
export const refusalsOf = async (world: SignInWorld, { id }: { readonly id: string }) =>
  (await world.audit({ pairingId: id })).flatMap(({ kind, detail }) =>
    kind === 'refused' ? [String(detail.reason)] : [],
  )

/** Confirmed by the person; with the policy `finish` the secret is now in the person's chat. */
export const confirmed = async (world: SignInWorld, siteId: 'shop' | 'kiosk' | 'other' = 'shop', as = 2) => {
  const begun = await begin(world, siteId, as)
  await world.press(as, 'confirm')
  const state = await stateOf(world, begun.minted)
  if (state !== 'confirmed') throw new Error(`not confirmed but ${state}`)
  return begun
}

/** A result that waits for its exchange. */
export const collected = async (world: SignInWorld, as = 2) => {
  const begun = await confirmed(world, 'shop', as)
  const code = codeOf(await begun.browser.finish(await world.finishSecret(as)))
  if (code === undefined) throw new Error('not collected')
  return { ...begun, code }
}

import type { AdviceReason, LinkWish } from '../../contract/links/advise-link.ts'
import type { CarriedKind, Funnel, ShortLinkState } from '../../contract/links/short-link.ts'

/** Where a short link stands, in a word. */
export const shortStateTexts: Readonly<Record<ShortLinkState, string>> = {
  active: 'active',
  expired: 'expired',
  usedUp: 'used up',
  revoked: 'withdrawn',
}

/** What that means for whoever opens it. */
export const shortStateMeanings: Readonly<Record<ShortLinkState, string>> = {
  active: 'Its page leads into the chat.',
  expired: 'Its time is over: the page says so and leads nowhere. A later end makes it work again.',
  usedUp: 'As many people as it was for have used it: the page says so. A higher number makes it work again.',
  revoked: 'It was withdrawn for good: the page says so and leads nowhere.',
}

/** What stands in the chat's address. */
export const carriedTexts: Readonly<Record<CarriedKind, { readonly name: string; readonly hint: string }>> = {
  token: {
    name: 'a token',
    hint: 'The context stays with the worker. The bot gets {"link": "…"} and asks the worker for the context with a key: nothing can be read in the address, and uses are counted.',
  },
  context: {
    name: 'the context itself',
    hint: 'The bot gets the context as from any other link, with the token beside it as “link”. Whoever opens the page can read it in the address.',
  },
}

/** A step of the funnel: its name, and what exactly is counted. */
export const funnelTexts = {
  issued: { name: 'Issued', hint: 'Links made' },
  landed: {
    name: 'Landed',
    hint: 'Looks at the page by browsers; previews, crawlers and prefetches are not counted',
  },
  chosen: { name: 'Chose a way', hint: 'Opened the app or the browser, or copied the address' },
  received: { name: 'Bot has it', hint: 'People for whom the bot’s side resolved the token' },
  replied: { name: 'Wrote to the bot', hint: 'People who then wrote, as the bot’s side reports' },
} as const

/** The ways of a visitor on the page. */
export const wayTexts: Readonly<Record<keyof Pick<Funnel, 'app' | 'browser' | 'copied'>, string>> = {
  app: 'desktop app',
  browser: 'browser',
  copied: 'copied',
}

const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`

/** How often it was used: `3 of 5 uses`. */
export const formatUses = ({ received }: Pick<Funnel, 'received'>, maxUses: number | null): string =>
  maxUses === null ? plural(received, 'use', 'uses') : `${received} of ${plural(maxUses, 'use', 'uses')}`

export const formatLinks = (count: number): string => plural(count, 'link', 'links')

/** What somebody may want of a link that cannot be seen in it. */
export const wishTexts: Readonly<Record<LinkWish, string>> = {
  printed: 'It will be printed',
  ends: 'It must end, or be withdrawn',
  counted: 'What becomes of it must be counted',
}

/** Why a context is better stored than embedded, a sentence each. */
export const describeReason = (reason: AdviceReason): string => {
  switch (reason.code) {
    case 'secret':
      return `“${reason.at}” looks like a secret: in the link, whoever sees it has it.`
    case 'personal':
      return `“${reason.at}” looks like personal data: in the link, it stays in histories and logs.`
    case 'tooLong':
      return 'The link is longer than 2,000 characters: mail programs and proxies may cut it.'
    case 'denseCode':
      return `As a code to scan it is of version ${reason.version}: too fine to be read when it is printed small.`
    case 'printed':
      return 'What is printed cannot be changed: behind a short link, text, bot and context still can.'
    case 'ends':
      return 'An embedded link works for ever; a short one can expire, be used up, and be withdrawn.'
    case 'counted':
      return 'Nobody sees what becomes of an embedded link; a short one counts from the page to the first reply.'
  }
}

/** What is lost when it is embedded all the same. */
export const describeLoss = (reason: AdviceReason): string => {
  switch (reason.code) {
    case 'secret':
    case 'personal':
      return `Leave “${reason.at}” out of the context: there is no other place for it.`
    case 'tooLong':
      return 'Shorten the context, or the link may arrive cut.'
    case 'denseCode':
      return 'Print the code large, or shorten the context.'
    case 'printed':
      return 'A mistake in print stays: prove the context before.'
    case 'ends':
      return 'The link cannot be withdrawn; the bot itself must refuse what is over.'
    case 'counted':
      return 'Looks and choices are not counted; the bot can count what it hears. UTM parameters reach the portal’s page only.'
  }
}

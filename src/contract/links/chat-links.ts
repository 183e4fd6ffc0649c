import { encodeAppLink, encodeWebLink } from '../deep-link/deep-link.ts'
import { withParameters } from './link-parameters.ts'
import type { ShortLinkFields } from './short-link.ts'

/** Under this name the bot finds the token in the context. */
export const tokenName = 'link'

type Parameters = ShortLinkFields['parameters']

const nameOf = ([name]: Parameters[number]): string => name.toLowerCase()

/** The link's own, each replaced by what was brought under the same name; what is new comes last. */
const mergedParameters = (own: Parameters, brought: Parameters): Parameters => {
  const given = new Map(brought.map((parameter) => [nameOf(parameter), parameter]))
  const names = new Set(own.map(nameOf))
  return [
    ...own.map((parameter) => given.get(nameOf(parameter)) ?? parameter),
    ...[...given].flatMap(([name, parameter]) => (names.has(name) ? [] : [parameter])),
  ]
}

/** What the chat's address carries of a short link. */
const carriedContext = ({
  carries,
  context,
  token,
}: Pick<ShortLinkFields, 'carries' | 'context'> & { readonly token: string }): Readonly<
  Record<string, unknown>
> => (carries === 'token' ? { [tokenName]: token } : { ...context, [tokenName]: token })

/** As an attribute of a page an apostrophe takes five characters; encoded it takes three, and reads the same. */
const withoutApostrophes = (address: string): string => address.replaceAll("'", '%27')

/**
 * The links into the chat that a short link's page offers. Parameters stand behind the context, so that they displace
 * nothing of it; the app's link has none.
 */
export const chatLinksOf = (
  link: Pick<ShortLinkFields, 'botDialogId' | 'carries' | 'context' | 'parameters'> & {
    readonly portalOrigin: string
    readonly token: string
    /** What the visitor's own address brings. */
    readonly brought?: Parameters
  },
): { readonly webLink: string; readonly appLink: string } => {
  const { portalOrigin, botDialogId, parameters, brought = [] } = link
  const into = { portalOrigin, botDialogId, context: carriedContext(link) }
  const webLink = withParameters(encodeWebLink(into), mergedParameters(parameters, brought))
  return { webLink: withoutApostrophes(webLink), appLink: withoutApostrophes(encodeAppLink(into)) }
}

import * as z from 'zod/mini'
import { isSafeAddress } from '../safe-address.ts'
import { sitePolicies } from './pairing-words.ts'

/** What somebody says about a site; whether it may be so, `findSiteProblems` says. */
export const siteFieldsSchema = z.object({
  id: z.string('a text'),
  name: z.string('a text'),
  returnAddresses: z.array(z.string('a text'), 'a list of addresses'),
  policy: z.enum(sitePolicies, `one of: ${sitePolicies.join(', ')}`),
  isActive: z.boolean('true or false'),
})
export type SiteFields = z.infer<typeof siteFieldsSchema>

/** What is wrong with a field, as a sentence that says what to do. */
export type SiteProblem = {
  readonly field: 'id' | 'name' | 'returnAddresses'
  readonly text: string
}

export const siteLimits = {
  idChars: 32,
  nameChars: 48,
  returnAddresses: 10,
  addressChars: 500,
  keys: 2,
} as const

const idProblem = (id: string): string | undefined =>
  /^[a-z0-9-]{1,32}$/.test(id)
    ? undefined
    : `The id has 1 to ${siteLimits.idChars} lower-case letters, digits and dashes.`

const nameProblem = (name: string): string | undefined => {
  if (!name.trim()) return 'Give the site a name; people read it in the first line of the card.'
  if (name !== name.trim()) return 'Leave out the spaces before and after the name.'
  if ([...name].length > siteLimits.nameChars) return `At most ${siteLimits.nameChars} characters.`
  if (!/^[\p{L}\p{M}\p{N} .@+\-_']+$/u.test(name))
    return "Only letters, digits, spaces and . @ + - _ ' are shown in a card."
  // What looks like an address would be turned into a link, or pose as another host.
  if (/[\p{L}\p{N}]\.[\p{L}\p{N}]|^www\b/iu.test(name))
    return 'Leave out addresses: the card shows the site’s host beside its name.'
  return undefined
}

/** What keeps an address from being one that people may be sent back to; undefined when nothing does. */
export const returnAddressProblem = (address: string): string | undefined => {
  if (address.length > siteLimits.addressChars) return `is longer than ${siteLimits.addressChars} characters`
  if (!/^[\x21-\x7e]+$/.test(address)) return 'has spaces or letters that must be percent-encoded'
  if (!URL.canParse(address)) return 'is no address; it looks like https://shop.example/back'
  const url = new URL(address)
  if (!isSafeAddress(url))
    return 'must begin with https:// (http:// only on this computer: localhost, 127.0.0.1)'
  if (url.username || url.password || /^[a-z]+:\/\/[^/?#]*@/i.test(address))
    return 'must not carry a name or password'
  if (address.includes('#')) return 'must not have a part after #'
  if (/[?&](code|state|iss)(=|&|$)/i.test(address))
    return 'must not hold code, state or iss: the answer brings those'
  return undefined
}

const addressesProblem = (addresses: readonly string[]): string | undefined => {
  if (addresses.length === 0) return 'Give at least one address people may be sent back to.'
  if (addresses.length > siteLimits.returnAddresses) return `At most ${siteLimits.returnAddresses} addresses.`
  for (const [index, address] of addresses.entries()) {
    const problem = returnAddressProblem(address)
    if (problem) return `Line ${index + 1} ${problem}.`
    if (addresses.indexOf(address) !== index) return `Line ${index + 1} is there twice.`
  }
  return undefined
}

/** Everything that keeps a site from being registered; the same on the screen and in the worker. */
export const findSiteProblems = (
  fields: Pick<SiteFields, 'id' | 'name' | 'returnAddresses'>,
): readonly SiteProblem[] => {
  const found = [
    { field: 'id', text: idProblem(fields.id) },
    { field: 'name', text: nameProblem(fields.name) },
    { field: 'returnAddresses', text: addressesProblem(fields.returnAddresses) },
  ] as const
  return found.flatMap(({ field, text }) => (text === undefined ? [] : [{ field, text }]))
}

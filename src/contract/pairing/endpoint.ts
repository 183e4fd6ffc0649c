import * as z from 'zod/mini'

/** A text of a certain shape; `right` says which. */
export const shaped = (shape: RegExp, right: string) => z.string(right).check(z.regex(shape, right))
/** Of the control characters a text has line ends and tabs alone: PostgreSQL keeps no U+0000, and nobody sees the others. */
export const printable = z.regex(/^(?:\P{Cc}|[\t\n\r])*$/u, 'a text without control characters')
/** A text of 1 to `most` characters. */
export const textOf = (most: number) => {
  const right = `1 to ${most} characters`
  return z.string(right).check(z.minLength(1, right), z.maxLength(most, right), printable)
}
/** Of a pairing, a site, a key, a link. */
export const id = shaped(/^[\w-]{1,64}$/, '1 to 64 of letters, digits, - and _')
/** Something that nobody but the two sides may see. */
export const secret = textOf(2000)
/** Where a page of a list goes on. */
export const digits = shaped(/^\d{1,15}$/, '1 to 15 digits, the `next` of the page before')

/**
 * One thing the console may ask. `input` is everything it says: what stands in the path (`:id`), and the rest as the
 * query of a GET and as the JSON body of all others.
 */
export const defineEndpoint = <
  const E extends {
    readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
    readonly path: string
    readonly input: z.ZodMiniObject
    readonly result: z.ZodMiniType
    /** Who may ask: everybody, or an admin of the portal whose session it is. */
    readonly access: 'public' | 'admin'
  },
>(
  endpoint: E,
): E => endpoint

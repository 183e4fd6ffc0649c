import { slugSchema } from '../../../../contract/links/short-link.ts'

/** Where the page of a link will lie, said only of a slug that can be one. */
export const addressPromise = (base: string, typed: string): string => {
  const slug = typed.trim().toLowerCase()
  if (slug === '')
    return `Its page lies below ${base} and never moves. Empty: a random address that nobody guesses.`
  return slugSchema.safeParse(slug).success
    ? `Its page lies at ${base}${slug} and never moves.`
    : `Its page lies below ${base} once this can be an address.`
}

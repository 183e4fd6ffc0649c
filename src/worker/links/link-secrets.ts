import * as z from 'zod/mini'
import { jsonObjectSchema } from '../../contract/links/json-object.ts'
import type { Secrets } from '../ports/secrets.ts'

const secretsSchema = z.object({
  /** Whose they are: sealed with them, so that the seal of one link opens nothing under another. */
  id: z.string(),
  token: z.string(),
  context: jsonObjectSchema,
})

/** What of a link is kept sealed: whoever has the token gets the context, and the page must write it into the link. */
export type LinkSecrets = Omit<z.infer<typeof secretsSchema>, 'id'>

export const sealSecrets = (
  secrets: Pick<Secrets, 'seal'>,
  id: string,
  { token, context }: LinkSecrets,
): string => secrets.seal(JSON.stringify({ id, token, context }))

/** @throws when no key opens it, or it was sealed for another link */
export const openSecrets = (
  secrets: Pick<Secrets, 'open'>,
  { id, sealed }: { readonly id: string; readonly sealed: string },
): LinkSecrets => {
  const opened = secretsSchema.parse(JSON.parse(secrets.open(sealed)))
  if (opened.id !== id) throw new Error('What is sealed belongs to another link.')
  return opened
}

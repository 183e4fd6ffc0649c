import type { RestClient } from '../../client/create-rest-client.ts'
import { RestError } from '../../contract/rest/rest-error.ts'
import type { Portal } from './portal.ts'

/** What the token may do; undefined when the portal refuses to say, because that alone stops nobody. */
const findScopes = async (client: RestClient): Promise<readonly string[] | undefined> => {
  try {
    return await client.call('scope', {})
  } catch (error) {
    if (error instanceof RestError && error.status >= 400 && error.status < 500) return undefined
    throw error
  }
}

/** Who the calls run as and what they may do; throws `RestError` when the portal refuses the token. */
export const askWho = async (client: RestClient): Promise<Pick<Portal, 'user' | 'isAdmin' | 'scopes'>> => {
  const [profile, scopes] = await Promise.all([client.call('profile', {}), findScopes(client)])
  // An inactive user gets an empty profile.
  if (profile.ID === undefined) throw new RestError('profile', { error: 'user_access_error', status: 403 })
  const name = [profile.NAME, profile.LAST_NAME].filter(Boolean).join(' ')
  return {
    user: { id: Number(profile.ID), name: name || `#${profile.ID}` },
    isAdmin: profile.ADMIN === true,
    scopes,
  }
}

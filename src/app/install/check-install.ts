import type { Portal } from '../portal/portal.ts'
import { RestError } from '../../contract/rest/rest-error.ts'

/** One thing the console needs of the portal. */
export type InstallCheck = {
  readonly id: 'scope-imbot' | 'scope-im' | 'revision' | 'admin'
  readonly state: 'good' | 'look' | 'missing'
  readonly title: string
  /** What it is for, or what to do when it is missing. */
  readonly text: string
}

/** The revision whose contract the console speaks; from 33 on the basics are the same. */
const wantedRevision = 36
const oldestRevision = 33

const scopeCheck = (scopes: readonly string[] | undefined, scope: 'imbot' | 'im'): InstallCheck => {
  const purpose =
    scope === 'imbot'
      ? 'Registering bots and acting as them.'
      : 'Sending a context as a person, reading a person’s events.'
  const base = { id: `scope-${scope}`, title: `Permission “${scope}”` } as const
  if (!scopes)
    return {
      ...base,
      state: 'look',
      text: `The portal did not say which permissions the app has. ${purpose}`,
    }
  if (scopes.includes(scope)) return { ...base, state: 'good', text: purpose }
  return {
    ...base,
    state: scope === 'imbot' ? 'missing' : 'look',
    text: `${purpose} Open the app’s card (Developer resources → Integrations), add “${scope}” to its permissions, save, and open this page again.`,
  }
}

const revisionCheck = (revision: number | undefined): InstallCheck => {
  const base = { id: 'revision', title: 'Chatbot platform' } as const
  if (revision === undefined)
    return {
      ...base,
      state: 'missing',
      text: 'The portal does not know imbot.v2. Update the portal’s “im” and “imbot” modules.',
    }
  if (revision < oldestRevision)
    return {
      ...base,
      state: 'missing',
      text: `Revision ${revision} is older than ${oldestRevision}. Update the portal.`,
    }
  if (revision < wantedRevision)
    return {
      ...base,
      state: 'look',
      text: `Revision ${revision}. The console is made for ${wantedRevision}; most things work.`,
    }
  return { ...base, state: 'good', text: `Revision ${revision}.` }
}

const adminCheck = (isAdmin: boolean): InstallCheck => ({
  id: 'admin',
  title: 'Installed by an admin',
  state: isAdmin ? 'good' : 'look',
  text: isAdmin ? 'You are one.' : 'You are none; the portal may refuse to finish the installation.',
})

const findRevision = async (portal: Portal): Promise<number | undefined> => {
  try {
    return (await portal.client.call('imbot.v2.Revision.get', {})).rest
  } catch (error) {
    const isUnknown =
      error instanceof RestError && ['ERROR_METHOD_NOT_FOUND', 'insufficient_scope'].includes(error.code)
    if (isUnknown) return undefined
    throw error
  }
}

/** All that can be known before anybody uses the app; throws `RestError` when the portal cannot be asked at all. */
export const checkInstall = async (portal: Portal): Promise<readonly InstallCheck[]> => {
  const imbot = scopeCheck(portal.scopes, 'imbot')
  // Without the permission the revision cannot be asked, and asking would blame the portal.
  const revision = imbot.state === 'missing' ? [] : [revisionCheck(await findRevision(portal))]
  return [imbot, scopeCheck(portal.scopes, 'im'), ...revision, adminCheck(portal.isAdmin)]
}

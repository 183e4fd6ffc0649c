import type { SignInWorld } from './sign-in-world.ts'

/** The first portal of the emulator. */
const mainHost = '127.0.0.1:8024'

/** Opens a session of the console, as this user of a portal. */
export const sessionOf = async (
  world: SignInWorld,
  { userId, clientId, host = mainHost }: { userId: number; clientId?: string; host?: string },
) => {
  const accessToken = await world.tokenOf(userId, clientId, `http://${host}`)
  const response = await world.fetch(
    new Request(`${world.publicUrl}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ accessToken, domain: host }),
    }),
  )
  const answer = (await response.json()) as { session?: string } // our own route, typed there
  return { status: response.status, session: answer.session ?? '' }
}
/** Asks the worker as the console does. */
export const ask = (world: SignInWorld, session: string, method: string, path: string, body?: object) =>
  world.fetch(
    new Request(`${world.publicUrl}${path}`, {
      method,
      headers: { authorization: `Bearer ${session}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    }),
  )

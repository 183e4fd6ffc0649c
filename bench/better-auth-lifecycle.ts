import { expectOk, field, type HttpClient } from './http-client.ts'

const client = 'bench'

/** Somebody signs up once for each caller; after that each lifecycle is: code, look, approve, token. */
export const runBetterAuth = (port: number) => {
  const sessions = new Map<number, Promise<string>>()
  const json = { 'content-type': 'application/json', origin: `http://127.0.0.1:${port}` }

  const signUp = async (http: HttpClient, slot: number): Promise<string> => {
    const person = { name: 'Anna', email: `anna-${slot}@example.com`, password: 'a long password' }
    const answer = await http.post('/api/auth/sign-up/email', JSON.stringify(person), json)
    expectOk('sign up', answer)
    return answer.cookies.join('; ')
  }

  return async (http: HttpClient, slot: number): Promise<void> => {
    const session = sessions.get(slot) ?? signUp(http, slot)
    sessions.set(slot, session)
    const cookie = await session
    const asked = await http.post('/api/auth/device/code', JSON.stringify({ client_id: client }), json)
    expectOk('code', asked)
    const userCode = field(asked.text, 'user_code')
    expectOk('look', await http.get(`/api/auth/device?user_code=${userCode}`, { cookie }))
    const approval = JSON.stringify({ userCode })
    expectOk('approve', await http.post('/api/auth/device/approve', approval, { ...json, cookie }))
    const grant = {
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
      device_code: field(asked.text, 'device_code'),
      client_id: client,
    }
    const token = await http.post('/api/auth/device/token', JSON.stringify(grant), json)
    expectOk('token', token)
    field(token.text, 'access_token')
  }
}

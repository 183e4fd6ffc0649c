import { expectOk, field, form, type Answer, type HttpClient } from './http-client.ts'

/** One person with a browser of their own: device code, user code, approval, sign-in, token. */
export const runOidcProvider =
  (port: number) =>
  async (http: HttpClient): Promise<void> => {
    const origin = `http://127.0.0.1:${port}`
    const jar = new Map<string, string>()
    const keep = (answer: Answer): Answer => {
      for (const cookie of answer.cookies) jar.set(cookie.split('=')[0] ?? '', cookie)
      return answer
    }
    const cookie = () => ({ cookie: [...jar.values()].join('; ') })
    const submit = async (values: Record<string, string>) =>
      keep(
        await http.post('/device', new URLSearchParams(values).toString(), {
          'content-type': form,
          ...cookie(),
        }),
      )
    const follow = async (answer: Answer): Promise<Answer> => {
      if (answer.location === undefined) return answer
      return follow(keep(await http.get(answer.location.replace(origin, ''), cookie())))
    }

    const asked = await http.post('/device/auth', 'client_id=bench&scope=openid', { 'content-type': form })
    expectOk('device code', asked)
    const userCode = field(asked.text, 'user_code')
    const page = keep(await http.get('/device', cookie()))
    const [, xsrf = ''] = /name="xsrf" value="([^"]+)"/.exec(page.text) ?? []
    expectOk('user code', await submit({ xsrf, user_code: userCode }))
    const ended = await follow(await submit({ xsrf, user_code: userCode, confirm: 'yes' }))
    expectOk('approval', ended)
    const grant = new URLSearchParams({
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
      device_code: field(asked.text, 'device_code'),
      client_id: 'bench',
    })
    const token = await http.post('/token', grant.toString(), { 'content-type': form })
    expectOk('token', token)
    field(token.text, 'id_token')
  }

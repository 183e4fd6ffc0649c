// A program over the official SDK's B24OAuth, unchanged: it refreshes its expired token by itself.
import { B24OAuth } from '@bitrix24/b24jssdk'

const { auth, secret } = JSON.parse(process.argv[2])
const b24 = new B24OAuth(auth, secret)
const refreshed = []
b24.setCallbackRefreshAuth(async ({ authData }) => void refreshed.push(authData))
const call = async (method, params) => {
  const answer = await b24.actions.v2.call.make({ method, params, requestId: method })
  return answer.getData().result
}
const { bot } = await call('imbot.v2.Bot.register', {
  fields: { code: 'sdk_oauth_bot', properties: { name: 'OAuth Bot' } },
})
const { bots } = await call('imbot.v2.Bot.list', {})
console.log(
  JSON.stringify({
    code: bot.code,
    listed: bots.map(({ code }) => code),
    refreshes: refreshed.length,
    isNewToken: refreshed.every((pair) => pair.access_token !== auth.accessToken),
  }),
)
b24.destroy()

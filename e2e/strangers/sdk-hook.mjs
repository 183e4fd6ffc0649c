// A program over the official SDK's B24Hook, unchanged: the address must be https.
import { B24Hook } from '@bitrix24/b24jssdk'

const b24 = B24Hook.fromWebhookUrl(process.argv[2])
const call = async (method, params) => {
  const answer = await b24.actions.v2.call.make({ method, params, requestId: method })
  if (!answer.isSuccess) throw new Error(`${method}: ${answer.getErrorMessages().join('; ')}`)
  return answer.getData().result
}

const botToken = 'sdk-hook-token'
const { bot } = await call('imbot.v2.Bot.register', {
  fields: { code: 'sdk_hook_bot', botToken, properties: { name: 'Hook Bot' } },
})
const { id } = await call('imbot.v2.Chat.Message.send', {
  botId: bot.id,
  botToken,
  dialogId: '1',
  fields: { message: 'from the SDK', keyboard: [{ TEXT: 'Yes', COMMAND: 'yes' }] },
})
const refused = await call('imbot.v2.Bot.get', { botToken, botId: 999999 }).catch((error) => error.code)
const profile = await call('profile', {})
console.log(JSON.stringify({ code: bot.code, messageId: id, refused, admin: profile.ADMIN }))
b24.destroy()

import { limits } from '../../contract/rest/enums.ts'
import { joinChat, tellJoinedBots } from '../chat/join-chat.ts'
import { postMessage } from '../chat/post-message.ts'
import { forBot, needStore, type BotCall, type HandlersOf } from '../rest/call.ts'
import {
  findBool,
  findFields,
  findIds,
  findInt,
  findString,
  idsOf,
  readInt,
  textOf,
} from '../rest/read-params.ts'
import { refusal } from '../rest/refuse.ts'
import { decodeBase64 } from '../state/base64.ts'
import { chatServiceKeys, chatView } from '../state/chat-view.ts'
import { createChat, isPrivate } from '../state/chats.ts'
import { imageSizeOf } from '../state/image-size.ts'
import type { ChatRow } from '../state/rows.ts'
import { userView, userViews } from '../state/users.ts'
import { colorOf } from './bot-profile.ts'
import { memberChat, readableChat } from './dialog-access.ts'

const done = { result: true }

/** A picture's address; anything that is no picture clears the avatar. */
const avatarOf = (value: unknown): string => {
  const text = textOf(value) ?? ''
  const bytes = decodeBase64(text)
  return bytes && imageSizeOf(bytes) ? `data:image;base64,${text}` : ''
}

const answerOf = ({ portal, bot }: BotCall, chat: ChatRow) => ({
  chat: chatView(portal, chat, bot.id),
  users: userViews(portal, [bot.id]),
  ...chatServiceKeys,
})

const addChat = (call: BotCall) => {
  const { portal, bot, params } = call
  const fields = findFields(params, 'fields')
  if (!portal.users.get(bot.id)?.active) throw refusal('ACCESS_DENIED')
  needStore(portal, 'chats', 'CREATION_ERROR')
  const ownerId = Number(fields.ownerId ?? bot.id) || bot.id
  const wanted = [bot.id, ownerId, ...idsOf(fields.userIds)]
  const memberIds = [...new Set(wanted)].filter((id) => portal.users.get(id)?.active)
  const chat = createChat(portal, {
    type: fields.type === 'open' ? 'open' : 'chat',
    title: textOf(fields.title) ?? 'New chat',
    description: textOf(fields.description) ?? '',
    color: colorOf(fields.color) ?? '#ab7761',
    avatar: avatarOf(fields.avatar),
    ownerId: portal.users.has(ownerId) ? ownerId : 0,
    memberIds,
  })
  tellJoinedBots(portal, chat, memberIds, bot.id)
  const message = textOf(fields.message)
  if (message) postMessage(portal, chat, { authorId: bot.id, text: message })
  return answerOf(call, chat)
}

const needGroup = (chat: ChatRow) => {
  if (isPrivate(chat)) throw refusal('WRONG_MESSAGE_TYPE')
}

const needOwner = (chat: ChatRow, botId: number) => {
  if (chat.ownerId !== botId) throw refusal('ACCESS_DENIED')
}

const updateChat = ({ portal, bot, params }: BotCall) => {
  const fields = findFields(params, 'fields')
  const chat = memberChat(portal, params, bot.id)
  needGroup(chat)
  needOwner(chat, bot.id)
  chat.title = textOf(fields.title) ?? chat.title
  chat.description = textOf(fields.description) ?? chat.description
  chat.color = colorOf(fields.color) ?? chat.color
  if (fields.avatar !== undefined) chat.avatar = avatarOf(fields.avatar)
  return done
}

const leaveChat = ({ portal, bot, params }: BotCall) => {
  const chat = memberChat(portal, params, bot.id)
  if (isPrivate(chat)) throw refusal('ACCESS_DENIED')
  chat.members.delete(bot.id)
  return done
}

/** The new owner is not checked: a stranger owns the chat without being in it. */
const setOwner = ({ portal, bot, params }: BotCall) => {
  const userId = readInt(params, 'userId')
  const chat = memberChat(portal, params, bot.id)
  if (isPrivate(chat)) throw refusal('ACCESS_DENIED')
  needOwner(chat, bot.id)
  const old = chat.members.get(chat.ownerId)
  if (old) old.role = 'manager'
  chat.ownerId = userId
  const next = chat.members.get(userId)
  if (next) next.role = 'owner'
  return done
}

const changeManagers = (role: 'manager' | 'member') => (call: BotCall) => {
  const { portal, bot, params } = call
  const userIds = findIds(params, 'userIds')
  const chat = memberChat(portal, params, bot.id)
  if (userIds.length === 0) throw refusal('EMPTY_USER_IDS')
  if (isPrivate(chat) || chat.type === 'openChannel') throw refusal('WRONG_MESSAGE_TYPE')
  needOwner(chat, bot.id)
  for (const id of userIds) {
    const member = chat.members.get(id)
    if (member && member.role !== 'owner') member.role = role
  }
  return done
}

const addUsers = ({ portal, bot, params }: BotCall) => {
  const userIds = findIds(params, 'userIds')
  const chat = memberChat(portal, params, bot.id)
  if (!isPrivate(chat)) joinChat(portal, chat, { userIds, byId: bot.id })
  return done
}

const deleteUser = ({ portal, bot, params }: BotCall) => {
  const userId = readInt(params, 'userId')
  const chat = memberChat(portal, params, bot.id)
  const mayRemove = chat.members.get(bot.id)?.role !== 'member' || userId === bot.id
  if (isPrivate(chat) || !mayRemove || userId === chat.ownerId) throw refusal('ACCESS_DENIED')
  chat.members.delete(userId)
  return done
}

const listUsers = ({ portal, bot, params }: BotCall) => {
  const order = findFields(params, 'order')
  const { min, max, default: normal } = limits.chatUsers
  const limit = Math.min(Math.max(findInt(params, 'limit') ?? normal, min), max)
  const chat = memberChat(portal, params, bot.id)
  const lastSentBy = (userId: number) =>
    chat.messageIds.findLast((id) => portal.messages.get(id)?.authorId === userId) ?? 0
  const [key, direction] = Object.entries(order)[0] ?? ['id', 'ASC']
  const sign = direction === 'DESC' ? -1 : 1
  const valueOf = (userId: number, index: number) =>
    key === 'lastSendMessageId' ? lastSentBy(userId) : key === 'userId' ? userId : index
  return [...chat.members.keys()]
    .map((userId, index) => ({ user: portal.users.get(userId), value: valueOf(userId, index) }))
    .sort((a, b) => sign * (a.value - b.value))
    .flatMap(({ user }) => (user?.active ? [userView(user)] : []))
    .slice(0, limit)
}

const defaultTypingSeconds = 25

const notify = ({ portal, bot, params }: BotCall) => {
  const status = findString(params, 'statusMessageCode') ?? ''
  const { min, max } = limits.inputActionSeconds
  const seconds = Math.min(Math.max(findInt(params, 'duration') ?? defaultTypingSeconds, min), max)
  const chat = memberChat(portal, params, bot.id)
  chat.typing.set(bot.id, { status, untilAt: portal.now() + seconds * 1000 })
  return done
}

const enableTextField = ({ portal, bot, params }: BotCall) => {
  const enabled = findBool(params, 'enabled') ?? true
  memberChat(portal, params, bot.id).textFieldEnabled = enabled
  return done
}

export const chatHandlers: HandlersOf<
  | 'imbot.v2.Chat.add'
  | 'imbot.v2.Chat.get'
  | 'imbot.v2.Chat.update'
  | 'imbot.v2.Chat.leave'
  | 'imbot.v2.Chat.setOwner'
  | 'imbot.v2.Chat.Manager.add'
  | 'imbot.v2.Chat.Manager.delete'
  | 'imbot.v2.Chat.User.add'
  | 'imbot.v2.Chat.User.delete'
  | 'imbot.v2.Chat.User.list'
  | 'imbot.v2.Chat.InputAction.notify'
  | 'imbot.v2.Chat.TextField.enabled'
> = {
  'imbot.v2.Chat.add': forBot(addChat),
  'imbot.v2.Chat.get': forBot((call) => answerOf(call, readableChat(call.portal, call.params, call.bot.id))),
  'imbot.v2.Chat.update': forBot(updateChat),
  'imbot.v2.Chat.leave': forBot(leaveChat),
  'imbot.v2.Chat.setOwner': forBot(setOwner),
  'imbot.v2.Chat.Manager.add': forBot(changeManagers('manager')),
  'imbot.v2.Chat.Manager.delete': forBot(changeManagers('member')),
  'imbot.v2.Chat.User.add': forBot(addUsers),
  'imbot.v2.Chat.User.delete': forBot(deleteUser),
  'imbot.v2.Chat.User.list': forBot(listUsers),
  'imbot.v2.Chat.InputAction.notify': forBot(notify),
  'imbot.v2.Chat.TextField.enabled': forBot(enableTextField),
}

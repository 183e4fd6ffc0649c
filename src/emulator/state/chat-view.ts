import type { Chat } from '../../contract/rest/entities.ts'
import { dialogIdFor, isPrivate, lastMessageIdOf, seesMessage } from './chats.ts'
import { isoDate } from './iso-date.ts'
import type { Portal } from './portal.ts'
import type { ChatRow } from './rows.ts'
import { fullNameOf } from './users.ts'

const messageTypes: Record<ChatRow['type'], string> = {
  private: 'P',
  chat: 'C',
  open: 'O',
  channel: 'N',
  openChannel: 'J',
}

const dayMs = 86_400_000

const groupPermissions = {
  manageUsersAdd: 'member',
  manageUsersDelete: 'manager',
  manageUi: 'member',
  manageSettings: 'owner',
  manageMessages: 'member',
  manageMessagesAutoDelete: 'manager',
  manageGuestInvites: 'manager',
  manageDelete: 'member',
  canPost: 'member',
}

const nameFor = (portal: Portal, chat: ChatRow, userId: number) => {
  if (!isPrivate(chat)) return chat.title
  const partner = portal.users.get(Number(dialogIdFor(chat, userId)))
  return partner ? fullNameOf(partner) : ''
}

/** The part of a chat that events carry too; the dialog id is the recipient's. */
export const eventChatView = (portal: Portal, chat: ChatRow, userId: number): Chat => ({
  id: chat.id,
  dialogId: dialogIdFor(chat, userId),
  name: nameFor(portal, chat, userId),
  description: chat.description,
  type: chat.type,
  messageType: messageTypes[chat.type],
  owner: chat.ownerId,
  color: chat.color,
  avatar: chat.avatar,
  extranet: [...chat.members.keys()].some((id) => portal.users.get(id)?.type === 'extranet'),
  containsCollaber: [...chat.members.keys()].some((id) => portal.users.get(id)?.type === 'collaber'),
  entityType: '',
  entityId: '',
  entityData1: '',
  entityData2: '',
  entityData3: '',
  entityLink: { type: '', url: '', id: '' },
  diskFolderId: chat.diskFolderId,
  permissions: groupPermissions,
  parentChatId: 0,
  parentMessageId: 0,
  isNew: chat.type === 'openChannel' && portal.now() - chat.createdAt < dayMs,
  textFieldEnabled: chat.textFieldEnabled,
  backgroundId: null,
})

const roleOf = (chat: ChatRow, userId: number) => chat.members.get(userId)?.role ?? 'guest'

const unreadOf = (portal: Portal, chat: ChatRow, userId: number): number[] => {
  const read = chat.members.get(userId)?.lastReadId ?? 0
  return chat.messageIds.filter(
    (id) => id > read && seesMessage(chat, userId, id) && portal.messages.get(id)?.authorId !== userId,
  )
}

export const unreadCountOf = (portal: Portal, chat: ChatRow, userId: number): number =>
  chat.members.has(userId) ? unreadOf(portal, chat, userId).length : 0

const lastViewsOf = (portal: Portal, chat: ChatRow) => {
  const last = portal.messages.get(lastMessageIdOf(chat))
  const viewers = [...(last?.viewedBy ?? [])].filter((id) => id !== last?.authorId)
  return {
    messageId: last?.id ?? 0,
    firstViewers: viewers.slice(0, 1).map((id) => {
      const user = portal.users.get(id)
      return { userId: id, userName: user ? fullNameOf(user) : '', date: isoDate(portal.now()) }
    }),
    countOfViewers: viewers.length,
  }
}

/** A chat as `Chat.get` and `Chat.add` answer it to this user. */
export const chatView = (portal: Portal, chat: ChatRow, userId: number): Chat => ({
  ...eventChatView(portal, chat, userId),
  parentChatId: 0,
  role: roleOf(chat, userId),
  muteList: [],
  dateCreate: isoDate(chat.createdAt),
  lastMessageId: lastMessageIdOf(chat),
  lastMessageViews: lastViewsOf(portal, chat),
  lastId: chat.members.get(userId)?.lastReadId ?? 0,
  managerList: [...chat.members].filter(([, member]) => member.role !== 'member').map(([id]) => id),
  markedId: 0,
  messageCount: chat.messageIds.length,
  public: '',
  unreadId: unreadOf(portal, chat, userId)[0] ?? 0,
  userCounter: [...chat.members.keys()].filter((id) => portal.users.get(id)?.active).length,
  guestCount: 0,
  hasManageCapability: !isPrivate(chat),
  canHaveThreads: chat.type === 'channel' || chat.type === 'openChannel',
})

/** Keys an answer about one chat carries beside `chat` and `users`. */
export const chatServiceKeys = {
  recentConfig: null,
  parentChat: null,
  copilot: null,
  messagesAutoDeleteConfigs: [],
  callInfo: null,
}

import { nextId, type Portal } from './portal.ts'
import type { ChatRow, Member } from './rows.ts'

const privateKeyOf = (a: number, b: number) => (a < b ? `${a}:${b}` : `${b}:${a}`)

export const isPrivate = (chat: ChatRow): boolean => chat.type === 'private'

/** The other side of a private chat. */
export const partnerIn = (chat: ChatRow, userId: number): number =>
  [...chat.members.keys()].find((id) => id !== userId) ?? userId

/** How this user names the chat: the partner's id, or `chat5`. */
export const dialogIdFor = (chat: ChatRow, userId: number): string =>
  isPrivate(chat) ? String(partnerIn(chat, userId)) : `chat${chat.id}`

const findPrivateChat = (portal: Portal, a: number, b: number): ChatRow | undefined => {
  const key = privateKeyOf(a, b)
  return [...portal.chats.values()].find(
    (chat) => isPrivate(chat) && privateKeyOf(partnerIn(chat, a), a) === key && chat.members.has(a),
  )
}

const newMember = (role: Member['role'], historyFromId: number): Member => ({
  role,
  historyFromId,
  lastReadId: 0,
})

type NewChat = {
  readonly type: ChatRow['type']
  readonly title: string
  readonly ownerId: number
  readonly memberIds: readonly number[]
  readonly description?: string
  readonly color?: string
  readonly avatar?: string
}

export const createChat = (portal: Portal, wanted: NewChat): ChatRow => {
  const chat: ChatRow = {
    id: nextId(portal, 'chat'),
    type: wanted.type,
    title: wanted.title,
    description: wanted.description ?? '',
    color: wanted.color ?? '#ab7761',
    avatar: wanted.avatar ?? '',
    ownerId: wanted.ownerId,
    members: new Map(),
    createdAt: portal.now(),
    textFieldEnabled: true,
    diskFolderId: null,
    messageIds: [],
    typing: new Map(),
  }
  for (const id of wanted.memberIds)
    chat.members.set(id, newMember(id === wanted.ownerId ? 'owner' : 'member', 0))
  portal.chats.set(chat.id, chat)
  return chat
}

/** The private chat of two users, created when they have none. */
export const openPrivateChat = (
  portal: Portal,
  a: number,
  b: number,
): { chat: ChatRow; created: boolean } => {
  const known = findPrivateChat(portal, a, b)
  if (known) return { chat: known, created: false }
  return {
    chat: createChat(portal, { type: 'private', title: '', ownerId: a, memberIds: [a, b] }),
    created: true,
  }
}

/** Adds active users who are not in yet; says who came. With `hideHistory` they see nothing older. */
export const addMembers = (
  portal: Portal,
  chat: ChatRow,
  userIds: readonly number[],
  hideHistory = false,
): number[] => {
  const added = userIds.filter((id) => portal.users.get(id)?.active && !chat.members.has(id))
  const firstVisible = hideHistory ? portal.lastIds.message + 1 : 0
  for (const id of added) chat.members.set(id, newMember('member', firstVisible))
  return added
}

/** What a `dialogId` names for this user: a chat row, a private dialog still to be opened, or nothing. */
export type DialogTarget =
  | { readonly kind: 'chat'; readonly chat: ChatRow }
  | { readonly kind: 'new-private'; readonly partnerId: number }
  | { readonly kind: 'none' }

export const resolveDialog = (portal: Portal, dialogId: string, userId: number): DialogTarget => {
  const group = /^chat(\d+)$/i.exec(dialogId)
  if (group) {
    const chat = portal.chats.get(Number(group[1]))
    return chat ? { kind: 'chat', chat } : { kind: 'none' }
  }
  if (!/^\d+$/.test(dialogId)) return { kind: 'none' }
  const partnerId = Number(dialogId)
  if (!portal.users.has(partnerId)) return { kind: 'none' }
  const chat = findPrivateChat(portal, userId, partnerId)
  return chat ? { kind: 'chat', chat } : { kind: 'new-private', partnerId }
}

/** Open chats and channels can be read without being a member. */
export const canRead = (chat: ChatRow, userId: number): boolean =>
  chat.members.has(userId) || chat.type === 'open' || chat.type === 'openChannel'

/** Whether this member sees the message at all: joined with history, or wrote before. */
export const seesMessage = (chat: ChatRow, userId: number, messageId: number): boolean => {
  const member = chat.members.get(userId)
  return member ? messageId >= member.historyFromId : canRead(chat, userId)
}

export const lastMessageIdOf = (chat: ChatRow): number => chat.messageIds.at(-1) ?? 0

import type { Portal } from './portal.ts'
import type { UserRow } from './rows.ts'
import type { User } from '../../contract/rest/entities.ts'
import { isoDate } from './iso-date.ts'

export const fullNameOf = (user: UserRow): string => `${user.firstName} ${user.lastName}`.trim()

/** Whether somebody can sign in under this id: no bot, and not dismissed. */
export const isPerson = (portal: Portal, userId: number): boolean => {
  const user = portal.users.get(userId)
  return user !== undefined && user.active && user.type !== 'bot'
}

const authIdByType = {
  employee: 'default',
  extranet: 'default',
  email: 'email',
  collaber: 'default',
  bot: 'bot',
}

/** A user as methods and events answer it; events never tell when somebody was here. */
export const userView = (user: UserRow, place: 'method' | 'event' = 'method'): User => ({
  id: user.id,
  active: user.active,
  name: fullNameOf(user),
  firstName: user.firstName,
  lastName: user.lastName,
  workPosition: user.workPosition,
  color: user.color,
  avatar: user.avatar,
  gender: user.gender,
  birthday: user.birthday,
  extranet: user.type === 'extranet' || user.type === 'collaber',
  bot: user.type === 'bot',
  connector: false,
  externalAuthId: authIdByType[user.type],
  status: 'online',
  idle: false,
  lastActivityDate:
    place === 'event' || user.lastActivityAt === undefined ? false : isoDate(user.lastActivityAt),
  mobileLastDate: false,
  desktopLastDate: false,
  absent: false,
  departments: user.departments,
  phones: false,
  website: '',
  email: user.email,
  type: user.type,
})

/** Users by id, unknown ids and 0 left out, each once. */
export const userViews = (portal: Portal, ids: Iterable<number>): User[] =>
  [...new Set(ids)].flatMap((id) => {
    const user = portal.users.get(id)
    return user ? [userView(user)] : []
  })

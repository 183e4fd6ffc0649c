import { isMethodName, methods } from '../../contract/rest/methods.ts'
import { idsOf, findFields, findInt, isMap, readString } from '../rest/read-params.ts'
import type { Call, HandlersOf } from '../rest/call.ts'
import { pageOf } from '../rest/paged.ts'
import { findMethod } from '../rest/run-method.ts'
import { isoDate } from '../state/iso-date.ts'
import type { UserRow } from '../state/rows.ts'

const pageSize = 50

const portalUserView = (user: UserRow) => ({
  ID: String(user.id),
  ACTIVE: user.active,
  NAME: user.firstName,
  LAST_NAME: user.lastName,
  SECOND_NAME: '',
  EMAIL: user.email,
  LAST_LOGIN: '',
  DATE_REGISTER: '2026-01-12T00:00:00+00:00',
  IS_ONLINE: user.active ? 'Y' : 'N',
  TIME_ZONE: '',
  TIMESTAMP_X: [],
  LAST_ACTIVITY_DATE: [],
  PERSONAL_GENDER: user.gender,
  PERSONAL_BIRTHDAY: '',
  PERSONAL_PHOTO: user.avatar,
  PERSONAL_WWW: '',
  PERSONAL_MOBILE: '',
  PERSONAL_CITY: '',
  WORK_PHONE: '',
  WORK_POSITION: user.workPosition,
  UF_EMPLOYMENT_DATE: '',
  UF_DEPARTMENT: user.departments,
  USER_TYPE: user.type,
})

const nobody = { ID: '0', ACTIVE: false }

const matches = (user: UserRow, filter: Readonly<Record<string, unknown>>): boolean =>
  Object.entries(filter).every(([key, wanted]) => {
    const name = key.toUpperCase()
    if (name === 'ACTIVE') return user.active === (wanted === true || wanted === 'Y' || wanted === '1')
    if (name === 'ID') return asIds(wanted).includes(user.id)
    if (name === 'USER_TYPE') return user.type === wanted
    if (name === 'EMAIL') return user.email === wanted
    return true
  })

const asIds = (value: unknown) => (Array.isArray(value) || isMap(value) ? idsOf(value) : idsOf([value]))

const listUsers = ({ portal, params }: Call) => {
  const filter = findFields(params, params.FILTER === undefined ? 'filter' : 'FILTER')
  const ids = params.ID === undefined ? undefined : asIds(params.ID)
  const start = Math.max(0, findInt(params, 'start') ?? 0)
  const found = [...portal.users.values()]
    .filter((user) => user.type !== 'bot')
    .filter((user) => (ids === undefined || ids.includes(user.id)) && matches(user, filter))
  const end = start + pageSize
  const users = found.slice(start, end).map(portalUserView)
  return pageOf(users, found.length, end < found.length ? end : undefined)
}

const profileOf = ({ portal, auth }: Call) => {
  const user = portal.users.get(auth.userId)
  if (!user?.active) return {}
  return {
    ID: String(user.id),
    ADMIN: user.admin,
    NAME: user.firstName,
    LAST_NAME: user.lastName,
    PERSONAL_GENDER: user.gender,
    ...(user.avatar !== '' && { PERSONAL_PHOTO: user.avatar }),
    TIME_ZONE: '',
    TIME_ZONE_OFFSET: 0,
  }
}

const describeMethod = ({ auth, params }: Call) => {
  const name = findMethod(readString(params, 'name'))
  if (!name || !isMethodName(name)) return { isExisting: false, isAvailable: false }
  const { scope } = methods[name]
  return { isExisting: true, isAvailable: scope === '' || auth.scopes.includes(scope) }
}

const allScopes = ['im', 'imbot', 'user', 'placement']

export const userHandlers: HandlersOf<
  'profile' | 'user.current' | 'user.get' | 'scope' | 'method.get' | 'server.time'
> = {
  profile: profileOf,
  'user.current': ({ portal, auth }) => {
    const user = portal.users.get(auth.userId)
    return user ? portalUserView(user) : nobody
  },
  'user.get': listUsers,
  scope: ({ auth, params }) =>
    params.full === true || params.full === 'true' || params.full === '1' ? allScopes : [...auth.scopes],
  'method.get': describeMethod,
  'server.time': ({ portal }) => isoDate(portal.now()),
}

import { seedUsers } from './seed-credentials.ts'
import { seedBotTokens, secondApp } from './seed-credentials.ts'
import { nextId, type Portal } from './state/portal.ts'
import { createChat, openPrivateChat } from './state/chats.ts'
import { insertMessage } from './state/messages.ts'
import type { BotRow, UserRow } from './state/rows.ts'

type SeedUser = readonly [
  firstName: string,
  lastName: string,
  workPosition: string,
  gender: 'M' | 'F',
  type: UserRow['type'],
  color: string,
]

const people: readonly SeedUser[] = [
  ['John', 'Smith', 'Administrator', 'M', 'employee', '#df532d'],
  ['Anna', 'Davis', 'Marketing', 'F', 'employee', '#4ba984'],
  ['Maria', 'Lopez', 'Sales manager', 'F', 'employee', '#3e99ce'],
  ['Pierre', 'Martin', 'Supplier', 'M', 'extranet', '#ba9c7b'],
  ['Yuki', 'Tanaka', '', 'F', 'email', '#909090'],
  ['Omar', 'Haddad', 'Partner', 'M', 'collaber', '#8474c8'],
  ['Karl', 'Weber', 'Left in spring', 'M', 'employee', '#556574'],
]

const addUser = (portal: Portal, [firstName, lastName, workPosition, gender, type, color]: SeedUser) => {
  const id = nextId(portal, 'user')
  portal.users.set(id, {
    id,
    active: id !== seedUsers.dismissed,
    firstName,
    lastName,
    workPosition,
    color,
    avatar: '',
    gender,
    birthday: '',
    type,
    admin: id === seedUsers.admin,
    departments: type === 'employee' ? [1] : [],
    email: type === 'bot' ? '' : `${firstName.toLowerCase()}@example.com`,
    lastActivityAt: undefined,
  })
  return id
}

/** Some more employees, for lists that have pages; says their ids. */
export const addEmployees = (portal: Portal, count: number): number[] =>
  Array.from({ length: count }, (_, index) =>
    addUser(portal, ['Employee', String(index + 1), '', 'F', 'employee', '#909090']),
  )

type SeedBot = {
  readonly code: string
  readonly name: string
  readonly workPosition: string
  readonly type: string
  readonly color: string
  readonly botToken?: string
  readonly clientId?: string
  readonly runBy?: BotRow['runBy']
}

const seedBots: readonly SeedBot[] = [
  {
    code: 'echo_bot',
    name: 'Echo Bot (run by the emulator)',
    workPosition: 'Says back what you write',
    type: 'bot',
    color: '#1eb4aa',
    clientId: 'emulator',
    runBy: 'emulator',
  },
  {
    code: 'helpdesk_bot',
    name: 'Helpdesk Bot',
    workPosition: 'Answers questions',
    type: 'bot',
    color: '#4ba5c3',
    botToken: seedBotTokens.helpdesk_bot,
  },
  {
    code: 'watcher_bot',
    name: 'Watcher Bot',
    workPosition: 'Hears every message of its chats',
    type: 'supervisor',
    color: '#29619b',
    botToken: seedBotTokens.watcher_bot,
  },
  {
    code: 'diary_bot',
    name: 'Diary Bot',
    workPosition: 'Keeps notes',
    type: 'personal',
    color: '#f76187',
    botToken: seedBotTokens.diary_bot,
  },
  {
    code: 'line_bot',
    name: 'Line Bot',
    workPosition: 'Open Channels',
    type: 'openline',
    color: '#58cc47',
    clientId: secondApp.clientId,
  },
]

const addBot = (portal: Portal, bot: SeedBot) => {
  const id = addUser(portal, [bot.name, '', bot.workPosition, 'M', 'bot', bot.color])
  portal.bots.set(id, {
    id,
    code: bot.code,
    type: bot.type,
    isHidden: false,
    isSupportOpenline: bot.type === 'openline',
    isReactionsEnabled: true,
    backgroundId: null,
    eventMode: 'fetch',
    webhookUrl: '',
    clientId: bot.clientId ?? `custom${bot.botToken ?? ''}`,
    botToken: bot.botToken,
    handlerId: nextId(portal, 'handler'),
    countMessage: 0,
    runBy: bot.runBy ?? 'app',
  })
  return id
}

const addCommand = (portal: Portal, botId: number, name: string, title: string, hint: string) => {
  const id = nextId(portal, 'command')
  portal.commands.set(id, {
    id,
    botId,
    name,
    title: { en: title },
    params: { en: hint },
    common: false,
    hidden: false,
    extranetSupport: false,
  })
}

/** Fills an empty portal: people of every type, a bot of every type, groups that have talked already. Ids start at 1 in both portals alike. */
export const seedPortal = (portal: Portal): void => {
  for (const person of people) addUser(portal, person)
  portal.lastIds.user = 20
  const [echo = 0, helpdesk = 0, watcher = 0] = seedBots.map((bot) => addBot(portal, bot))
  addCommand(portal, echo, 'echo', 'Say it back', 'text')
  addCommand(portal, helpdesk, 'help', 'Ask for help', 'question')

  const say = (chat: ReturnType<typeof createChat>, authorId: number, text: string) =>
    insertMessage(portal, chat, { authorId, text })

  const project = createChat(portal, {
    type: 'chat',
    title: 'Project Aurora',
    description: 'Everything about the autumn release',
    color: '#4ba984',
    ownerId: 1,
    memberIds: [1, 2, 3, 6, echo, helpdesk, watcher],
  })
  say(project, 1, 'Good morning! The release is on [b]Friday[/b].')
  say(project, 2, 'The landing page is ready for review.')
  say(project, 3, 'Two customers asked for a demo.')
  const support = createChat(portal, {
    type: 'open',
    title: 'Support desk',
    color: '#ab7761',
    ownerId: 2,
    memberIds: [1, 2, 4, helpdesk],
  })
  say(support, 4, 'Our delivery is late, whom do I ask?')
  const news = createChat(portal, {
    type: 'openChannel',
    title: 'Company news',
    color: '#29619b',
    ownerId: 1,
    memberIds: [1, 2, 3],
  })
  say(news, 1, 'The office is closed on Monday.')
  const { chat: talk } = openPrivateChat(portal, 1, 2)
  say(talk, 2, 'Lunch at noon?')
}

/** `bot` and `openline` hear only mentions in groups; `supervisor` and `personal` hear every message of their chats. */
export const botTypes = ['bot', 'supervisor', 'personal', 'openline', 'network'] as const

/** `fetch` = the bot polls Event.get; `webhook` = the portal posts to `webhookUrl`. */
export const eventModes = ['fetch', 'webhook'] as const

/** Chat backgrounds by id; the value is the tone the text on it needs. */
export const backgrounds = {
  azure: 'dark',
  mint: 'dark',
  steel: 'dark',
  slate: 'dark',
  teal: 'dark',
  cornflower: 'dark',
  sky: 'light',
  peach: 'light',
  frost: 'light',
} as const

/** Colour codes a chat or a bot can be given, and the hex value answers carry. */
export const chatColors = {
  red: '#df532d',
  green: '#64a513',
  mint: '#4ba984',
  lightBlue: '#4ba5c3',
  darkBlue: '#3e99ce',
  purple: '#8474c8',
  aqua: '#1eb4aa',
  pink: '#f76187',
  lime: '#58cc47',
  brown: '#ab7761',
  azure: '#29619b',
  khaki: '#728f7a',
  sand: '#ba9c7b',
  marengo: '#556574',
  gray: '#909090',
  graphite: '#5e5f5e',
} as const

/** Documented reaction codes; the platform says the list may grow without notice. */
export const reactions = [
  'like',
  'dislike',
  'faceWithTearsOfJoy',
  'redHeart',
  'neutralFace',
  'fire',
  'cry',
  'slightlySmilingFace',
  'winkingFace',
  'laugh',
  'kiss',
  'wonder',
  'slightlyFrowningFace',
  'loudlyCryingFace',
  'faceWithStuckOutTongue',
  'faceWithStuckOutTongueAndWinkingEye',
  'smilingFaceWithSunglasses',
  'confusedFace',
  'flushedFace',
  'thinkingFace',
  'angry',
  'smilingFaceWithHorns',
  'faceWithThermometer',
  'facepalm',
  'poo',
  'flexedBiceps',
  'clappingHands',
  'raisedHand',
  'smilingFaceWithHeartEyes',
  'smilingFaceWithHearts',
  'pleadingFace',
  'relievedFace',
  'foldedHands',
  'okHand',
  'signHorns',
  'loveYouGesture',
  'clownFace',
  'partyingFace',
  'questionMark',
  'exclamationMark',
  'lightBulb',
  'bomb',
  'sleepingSymbol',
  'crossMark',
  'whiteHeavyCheckMark',
  'eyes',
  'handshake',
  'hundredPoints',
] as const

/** What a bot can show instead of the plain typing indicator. */
export const inputActions = [
  'IMBOT_AGENT_ACTION_THINKING',
  'IMBOT_AGENT_ACTION_SEARCHING',
  'IMBOT_AGENT_ACTION_GENERATING',
  'IMBOT_AGENT_ACTION_ANALYZING',
  'IMBOT_AGENT_ACTION_PROCESSING',
  'IMBOT_AGENT_ACTION_TRANSLATING',
  'IMBOT_AGENT_ACTION_CONNECTING',
  'IMBOT_AGENT_ACTION_CHECKING',
  'IMBOT_AGENT_ACTION_CALCULATING',
  'IMBOT_AGENT_ACTION_READING_DOCS',
  'IMBOT_AGENT_ACTION_COMPOSING',
] as const

/** Where a command came from: typed, pressed on a keyboard, or chosen from a menu. */
export const commandContexts = ['textarea', 'keyboard', 'menu'] as const

/** `private` occurs in event examples only, not in the documented list. */
export const chatTypes = [
  'chat',
  'open',
  'channel',
  'openChannel',
  'copilot',
  'thread',
  'generalChannel',
  'private',
] as const

export const chatRoles = ['owner', 'manager', 'member', 'guest', 'none'] as const
export const userTypes = ['employee', 'extranet', 'email', 'collaber', 'bot'] as const
export const fileTypes = ['file', 'image', 'video', 'audio'] as const

/** Application status as the launch POST and `app.info` give it. */
export const appStatuses = {
  L: 'local',
  F: 'free',
  D: 'demo',
  T: 'trial',
  P: 'paid',
  S: 'subscription',
} as const

/** What a keyboard button without COMMAND does; it runs in the client and the bot sees nothing. */
export const buttonActions = ['PUT', 'SEND', 'COPY', 'CALL', 'DIALOG'] as const

/** Documented limits; units are in the names, rates are for cloud portals outside Enterprise. */
export const limits = {
  requestsPerSecond: 2,
  requestBurst: 50,
  enterpriseRequestsPerSecond: 5,
  enterpriseRequestBurst: 250,
  requestSeconds: 60,
  batchCommands: 50,
  botsPerApp: 100,
  botTokenChars: 40,
  messageChars: 20_000,
  messageCutSuffix: ' (...)',
  attachChars: 60_000,
  fileBytes: 104_857_600,
  /** The longest base64 text of a file of `fileBytes`. */
  fileBase64Chars: 139_810_136,
  avatarPixels: 5000,
  forwards: 100,
  events: { min: 1, max: 1000, default: 100 },
  eventRetentionHours: 24,
  contextRange: { min: 1, max: 50, default: 50 },
  chatUsers: { min: 1, max: 200, default: 50 },
  inputActionSeconds: { min: 1, max: 600 },
  pollSecondsIdle: { min: 5, max: 30 },
  pollSecondsMore: 2,
  accessTokenSeconds: 3600,
  refreshTokenDays: 180,
  authCodeSeconds: 30,
} as const

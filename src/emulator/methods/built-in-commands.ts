/** Commands of the messenger itself, which `Command.list` answers beside the bot's own; `botId` 0 tells them apart, flags are letters. */
export const builtInCommands = [
  ['def0', '/me', 'Write about yourself', 'text'],
  ['def1', '/loud', 'Write in large letters', 'text'],
  ['def2', '/>>', 'Quote', 'text'],
  ['def3', '/rename', 'Rename the chat', 'title'],
  ['def4', '/getDialogId', 'Show the id of this dialog', ''],
  ['def5', '/webrtcDebug', 'Record a log of calls', ''],
].map(([id = '', command = '', title = '', params = '']) => ({
  id,
  botId: 0,
  command,
  common: 'Y' as const,
  hidden: 'N' as const,
  extranetSupport: 'Y' as const,
  title,
  params,
  category: 'Chat',
  context: 'chat',
}))

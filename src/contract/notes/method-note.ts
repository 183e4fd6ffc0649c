/** What a schema cannot say about a parameter. */
export type ParamNote = {
  readonly text?: string
  /** What the platform takes when it is left out. */
  readonly otherwise?: string
  /** When an optional parameter has to be there after all. */
  readonly requiredWhen?: string
}

/** What the table of methods cannot say, for docs and forms; loaded with neither client nor emulator. */
export type MethodNote = {
  readonly summary: string
  /** By path below the parameters: `fields.properties.name`. */
  readonly params?: Readonly<Record<string, ParamNote>>
  /** How the method behaves. */
  readonly remarks?: readonly string[]
  /** Where the platform does something else than its documentation says. */
  readonly deviations?: readonly string[]
}

/** Parameters that mean the same in every method that has them. */
export const commonParams: Readonly<Record<string, ParamNote>> = {
  botId: { text: 'User id of the bot, from Bot.register.' },
  botToken: { text: 'The secret the bot was registered with.', requiredWhen: 'calling by webhook URL' },
  dialogId: { text: '`chat5` for a group, the id of the other person for a private chat. Always a text.' },
  messageId: { text: 'Id of the message.' },
  commandId: { text: 'Id of the command, from Command.register or the event.' },
  fileId: { text: 'Drive id of the file.' },
  userIds: { text: 'Ids of users.' },
  'fields.name': { text: 'File name with its extension.' },
  'fields.content': { text: 'The file in base64, no `data:` prefix; 100 MB before encoding.' },
  'fields.avatar': { text: 'Image in base64, no `data:` prefix.' },
  'fields.properties.avatar': { text: 'Image in base64, no `data:` prefix, at most 5000 × 5000 pixels.' },
  'fields.attach': {
    text: 'Blocks as a list, or `{COLOR, DESCRIPTION, BLOCKS}`; keys in UPPERCASE; 60,000 characters serialized.',
  },
  'fields.keyboard': {
    text: 'Buttons as a list, `{BOT_ID, BUTTONS}`, or JSON text of either; keys in UPPERCASE.',
  },
}

/** What a code means and what to do about it, a sentence each. */
export type ErrorSentence = readonly [means: string, advice: string]

/** Every code of the contract and our own; `CODE@status`, `CODE@read` where one code means two things. */
export const errorSentences: Readonly<Record<string, ErrorSentence>> = {
  // Bots
  BOT_TOKEN_NOT_SPECIFIED: [
    'Over a webhook address every call must say which bot it is for, and this one carried no botToken.',
    'Give the bot’s token in the list of bots and try again.',
  ],
  CLIENT_ID_NOT_SPECIFIED: [
    'The call carried no botToken (an older portal calls it client id).',
    'Give the bot’s token in the list of bots and try again.',
  ],
  BOT_TOKEN_INVALID_LENGTH: [
    'The token is longer than 40 characters.',
    'Use a token of at most 40 characters.',
  ],
  BOT_TOKEN_ROTATION_FAILED: [
    'The portal did not take the new token and does not say why; the old one still works.',
    'Generate a fresh token of at most 40 characters and try again.',
  ],
  PARAMS_REQUIRED: [
    'Neither a bot’s id nor its code was given.',
    'Open the bot from the list and try again.',
  ],
  BOT_NOT_FOUND: [
    'No bot with this id or code is registered here; it may have been deleted meanwhile.',
    'Reload the list; register the bot again if it is gone.',
  ],
  BOT_ID_REQUIRED: ['The call does not say which bot acts.', 'Open the bot from the list and try again.'],
  BOT_OWNERSHIP_ERROR: [
    'The bot belongs to another app or to another token.',
    'Connect with the app, or give the botToken, that registered it.',
  ],
  BOT_CODE_REQUIRED: ['A bot needs a code.', 'Fill in the code.'],
  BOT_PROPERTIES_REQUIRED: ['A bot needs a name.', 'Fill in the name.'],
  BOT_CODE_ALREADY_TAKEN: [
    'Another app, or another botToken, already uses this code on the portal.',
    'Choose another code, or connect as the owner of that bot.',
  ],
  BOT_INVALID_TYPE: [
    'The portal does not know this type of bot.',
    'Choose bot, supervisor, personal or openline.',
  ],
  BOT_INVALID_EVENT_MODE: ['The portal does not know this way of delivery.', 'Choose fetch or webhook.'],
  BOT_WEBHOOK_URL_REQUIRED: [
    'A bot that gets its events by webhook needs an address for them.',
    'Fill in the webhook address, or let the bot fetch its events.',
  ],
  BOT_INVALID_CALLBACK: [
    'The portal does not accept this webhook address.',
    'Use a public http or https address with a dot in its host name.',
  ],
  BOT_LIMIT_EXCEEDED: ['The app has its 100 bots already.', 'Unregister a bot that is not needed any more.'],
  BOT_AVATAR_INCORRECT_TYPE: [
    'The avatar is not an image the portal can read.',
    'Choose a PNG or JPEG file.',
  ],
  BOT_AVATAR_INCORRECT_SIZE: ['The avatar is too large.', 'Choose an image of at most 5000 × 5000 pixels.'],
  BOT_REGISTER_FAILED: [
    'The portal did not create the bot.',
    'Check name and code, then try again in a minute.',
  ],
  BOT_UPDATE_FAILED: ['The portal did not take the changes.', 'Change fewer fields at once and try again.'],
  BOT_UNREGISTER_FAILED: [
    'The portal did not delete the bot.',
    'Reload the list; if the bot is still there, try again.',
  ],
  BOT_TYPE_NOT_ALLOWED: [
    'Only supervisor and personal bots may read messages.',
    'Use a bot of one of these types.',
  ],
  BOT_CONTEXT_ERROR: ['The context reached no bot.', 'Check that the dialog is one with a bot.'],
  // Chats and messages
  ACCESS_DENIED: [
    'The bot (or you) may not act in this chat or on this message.',
    'Add the bot to the chat, or give it the role that is needed.',
  ],
  'ACCESS_DENIED@403': [
    'REST is not part of the portal’s plan.',
    'Ask the portal’s admin for a commercial plan or a Market subscription.',
  ],
  CHAT_NOT_FOUND: [
    'There is no such chat, or it is hidden.',
    'Check the dialog’s id; a group’s id begins with “chat”.',
  ],
  WRONG_MESSAGE_TYPE: ['This works in group chats only.', 'Choose a group chat.'],
  CREATION_ERROR: ['The chat was not created.', 'Check the fields and try again.'],
  EMPTY_USER_IDS: ['No people were named.', 'Name at least one user.'],
  MESSAGE_NOT_FOUND: [
    'The message is gone or hidden from the bot.',
    'Reload and choose a message that is there.',
  ],
  MESSAGE_ACCESS_DENIED: [
    'The bot may not see this part of the chat’s history.',
    'Add the bot to the chat with access to its history.',
  ],
  MESSAGE_ACCESS_DENIED_BY_TARIFF: [
    'The message is older than the portal’s plan shows.',
    'Choose a newer message, or ask for a larger plan.',
  ],
  EMPTY_MESSAGE: ['There is nothing to send.', 'Write a text.'],
  SENDING_FAILED: ['The portal did not store the message.', 'Check the dialog and try again.'],
  REACTION_NOT_FOUND: ['The portal does not know this reaction.', 'Choose one from the list.'],
  REACTION_ALREADY_SET: ['The bot has reacted this way already.', 'Nothing needs to be done.'],
  PARAM_ATTACH_ERROR: [
    'The attachment has no valid block, or is too large.',
    'Correct or shorten the attachment.',
  ],
  PARAM_KEYBOARD_ERROR: [
    'None of the keyboard’s buttons is valid.',
    'Give each button an upper-case TEXT and exactly one action.',
  ],
  ATTACH_ERROR: ['The attachment is not built correctly.', 'Check the keys of its blocks.'],
  ATTACH_OVERSIZE: ['The attachment is longer than 60,000 characters.', 'Shorten the attachment.'],
  // Commands
  COMMAND_NAME_INVALID: ['The command’s name is no text.', 'Give the command a name.'],
  COMMAND_REQUIRED: ['The command has no name.', 'Give the command a name.'],
  COMMAND_TITLE_REQUIRED: ['A command people see needs a title.', 'Add a title, or hide the command.'],
  COMMAND_TITLE_INVALID: ['The title is no list of texts by language.', 'Give the title for each language.'],
  COMMAND_REGISTER_FAILED: ['The portal did not take the command.', 'Try another name.'],
  COMMAND_NOT_FOUND: ['The bot has no such command.', 'Reload the bot’s commands.'],
  COMMAND_NAME_EMPTY: ['The command’s new name is empty.', 'Give it a name.'],
  COMMAND_ALREADY_EXISTS: ['The bot has a command of this name already.', 'Choose another name.'],
  COMMAND_ANSWER_FAILED: [
    'The answer to the command was not delivered.',
    'Check that command and message come from the same event.',
  ],
  // Files
  FILE_NOT_FOUND: ['There is no such file.', 'Check the file’s id.'],
  FILE_EMPTY: ['The file has no name or no content.', 'Send both.'],
  FILE_INVALID_CONTENT: ['The file’s content is not base64.', 'Encode the file, without a “data:” prefix.'],
  FILE_TOO_LARGE: ['The file is larger than 100 MB.', 'Send a smaller file.'],
  FILE_ACCESS_ERROR: ['The bot may not read this file.', 'Choose a file from a chat the bot is in.'],
  FOLDER_ERROR: [
    'The chat has no folder for files.',
    'Check that Drive works in the portal, then try again.',
  ],
  FILE_FOLDER_ERROR: [
    'The chat has no folder for files.',
    'Check that Drive works in the portal, then try again.',
  ],
  UPLOAD_FAILED: ['The file was not stored.', 'Try again.'],
  FILE_UPLOAD_FAILED: ['The file was not stored.', 'Try again.'],
  SEND_FAILED: [
    'The file was stored, but the message was not posted.',
    'Check the right to post, then try again.',
  ],
  FILE_SEND_FAILED: [
    'The file was stored, but the message was not posted.',
    'Check the right to post, then try again.',
  ],
  // Events
  SCOPE_ERROR: ['A person’s own events need the scope “im”.', 'Give the app or webhook the scope “im”.'],
  AUTH_ERROR: ['The portal cannot tell whose events are meant.', 'Connect as a user.'],
  USER_NOT_SUBSCRIBED: ['Your own events are not being recorded.', 'Subscribe to them first.'],
  // The portal as a whole
  QUERY_LIMIT_EXCEEDED: [
    'The portal had too many requests from this address and still refused after several pauses.',
    'Wait half a minute; close other tools that use the same portal.',
  ],
  OPERATION_TIME_LIMIT: [
    'This method has used up its working time of ten minutes; the portal closes it for a while.',
    'Try again in some minutes.',
  ],
  OVERLOAD_LIMIT: [
    'The portal’s REST API was closed by hand because of overload. Trying again makes it worse.',
    'Ask Bitrix24 support.',
  ],
  INTERNAL_SERVER_ERROR: [
    'The portal broke down over this call.',
    'Try again in a minute; if it stays, ask Bitrix24 support.',
  ],
  ERROR_UNEXPECTED_ANSWER: [
    'The portal gave itself an answer it did not understand.',
    'Try again in a minute.',
  ],
  PORTAL_DELETED: [
    'The portal is closed or gone.',
    'Check the address; a closed portal can be reopened by its owner.',
  ],
  NO_AUTH_FOUND: [
    'The portal does not accept the token.',
    'Open the app anew, or check the webhook address.',
  ],
  INVALID_CREDENTIALS: [
    'The webhook’s secret is wrong, or its owner lacks the rights.',
    'Check the webhook address, or let an admin make a new one.',
  ],
  expired_token: [
    'The sign-in has expired, and the portal gave no new one.',
    'Reload the page; nothing that you typed is lost.',
  ],
  invalid_token: [
    'The portal does not know the sign-in any more.',
    'Reload the page; nothing that you typed is lost.',
  ],
  insufficient_scope: [
    'The connection lacks a permission that this call needs.',
    'Add the scope “imbot” (and “im”) to the app or webhook.',
  ],
  user_access_error: ['You may not use this app.', 'Ask the portal’s admin to give you access to it.'],
  INVALID_REQUEST: ['The portal wants https.', 'Connect with an https address.'],
  ERROR_METHOD_NOT_FOUND: [
    'The portal does not know this method, or the connection may not call it.',
    'Check the scopes “imbot” and “im”; an older portal needs an update.',
  ],
  METHOD_CONFIRM_WAITING: [
    'An admin must allow this method first.',
    'Ask the portal’s admin, then try again.',
  ],
  WRONG_AUTH_TYPE: [
    'This works from an installed app only, not by webhook address.',
    'Open the console inside the portal.',
  ],
  ERROR_BATCH_METHOD_NOT_ALLOWED: ['This method cannot run inside a batch.', 'Call it alone.'],
  ERROR_BATCH_LENGTH_EXCEEDED: ['A batch holds at most 50 calls.', 'Split the batch.'],
  ERROR_MANIFEST_IS_NOT_AVAILABLE: ['The app’s manifest is missing.', 'Check the app’s settings.'],
  '100': [
    'The portal could not read a parameter of the call.',
    'Check the fields; if it stays, copy the details and report it.',
  ],
  // Settings, handlers and places of an app
  'ACCESS_DENIED@app.option.set': [
    'Only an admin may change what the portal shares.',
    'Ask an admin to do it.',
  ],
  ERROR_EVENT_NOT_FOUND: ['The portal does not know this event.', 'Check the event’s name.'],
  ERROR_ARGUMENT: ['The portal does not know this place, or not this handler in it.', 'Check both names.'],
  ERROR_PLACEMENT_MAX_COUNT: ['The app has as many handlers in this place as it may.', 'Remove one first.'],
  ERROR_PLACEMENT_USER_MODE: ['This place cannot be set for a single user.', 'Set it for everybody.'],
  ERROR_PLACEMENT_NOT_FOUND: [
    'The portal knows no such place, or the app may not use it.',
    'Check its name and the rights of the app.',
  ],
  EMPTY_ERROR_HANDLER_URL: ['The handler has no address.', 'Give the address.'],
  // Pressing a button and searching as a person
  MESSAGE_ID_ERROR: ['There is no such message, or you may not see it.', 'Choose a message you can see.'],
  BOT_ID_ERROR: ['This message is from no such bot.', 'Check the bot’s id.'],
  COMMAND_ERROR: ['No command was given.', 'Name the command.'],
  PARAMS_ERROR: ['The bot does not take this command here.', 'Check the command and the chat.'],
  CHAT_ID_EMPTY: ['No chat was named.', 'Give the chat’s number.'],
  ACCESS_ERROR: ['You may not read this chat.', 'Ask somebody in the chat to add you.'],
  // Signing in
  invalid_request: ['The sign-in request was not complete.', 'Install the app again.'],
  invalid_client: ['The app’s keys are wrong, or it is not installed.', 'Check keys and installation.'],
  invalid_scope: ['More permissions were asked for than the app has.', 'Extend the app’s permissions.'],
  invalid_grant: ['The sign-in is no longer valid.', 'Sign in or install the app again.'],
  PAYMENT_REQUIRED: ['The app’s trial or payment has ended.', 'Renew it in the portal’s Market.'],
  // Our own
  NETWORK_ERROR: [
    'No answer came: the connection broke, or the browser was not let through. The change may still have been made.',
    'Check the connection; look whether the change is there before you repeat it.',
  ],
  'NETWORK_ERROR@read': [
    'No answer came: the connection broke, or the browser was not let through.',
    'Check the connection and the portal’s address.',
  ],
  TIMEOUT: [
    'No answer came in time. The change may still have been made.',
    'Look whether the change is there before you repeat it.',
  ],
  'TIMEOUT@read': ['No answer came in time.', 'Try again; the portal may be busy.'],
  PORTAL_MOVED: [
    'The portal has another address now: it answers with a redirect.',
    'Open the portal in the browser, look at its present address, and connect with that.',
  ],
  ABORTED: ['The call was called off.', 'Try again when it suits.'],
  ALLOWED_ONLY_INTRANET_USER: [
    'Only staff of the portal may do this; you are signed in as a guest from outside.',
    'Ask somebody who belongs to the portal to connect.',
  ],
  ERROR_OAUTH: [
    'The portal does not know this sign-in, or the app was removed from it.',
    'Reload the page; if that does not help, an administrator has to install the app again.',
  ],
  NOT_JSON: [
    'Something else than the REST API answered: a login page, a proxy or an error page.',
    'Check the address, and whether the portal can be opened at all.',
  ],
  UNEXPECTED_RESULT: [
    'The portal’s answer does not look as documented; it may be newer than this console.',
    'Copy the details and report it.',
  ],
}

/** For codes nobody has documented. */
export const unknownCode: ErrorSentence = [
  'The portal refused with a code that is not documented.',
  'Try again; if it stays, copy the details and report it.',
]

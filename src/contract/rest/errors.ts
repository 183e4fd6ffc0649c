/** Who answers with a code: a method, the REST service before any method, the authorization server, or an old portal. */
export type ErrorKind = 'method' | 'system' | 'oauth-server' | 'historic'

/** One answer a portal can refuse with. `code` and `kind` together are the key: a few codes occur twice. */
export type ErrorEntry = {
  readonly code: string
  readonly kind: ErrorKind
  /** HTTP status the portal answers with. */
  readonly status: number
  /** `error_description` as the portal words it, or the code where no wording is known; not promised to stay. */
  readonly text: string
  /** What it means, for people. */
  readonly explanation: string
  /** What to do about it. */
  readonly fix: string
}

type Row = readonly [code: string, status: number, text: string, explanation: string, fix: string]

const ofKind = (kind: ErrorKind, rows: readonly Row[]): ErrorEntry[] =>
  rows.map(([code, status, text, explanation, fix]) => ({ code, kind, status, text, explanation, fix }))

// One row a line, to be read as the table it is.
// prettier-ignore
const methodErrors = ofKind('method', [
  ['FILE_NOT_FOUND', 400, 'File not found', 'No such file.', 'Check the Drive file id.'],
  ['ACCESS_DENIED', 400, 'ACCESS_DENIED', 'The bot or the user may not act in this chat or on this message.', 'Add the bot to the chat or give it the role the action needs.'],
  ['FILE_EMPTY', 400, 'File name or content is empty', 'File name or body is missing.', 'Send both name and content.'],
  ['FILE_INVALID_CONTENT', 400, 'Invalid base64 content', 'The body is not base64.', 'Encode the file and strip the data: prefix.'],
  ['CHAT_NOT_FOUND', 400, 'CHAT_NOT_FOUND', 'dialogId points to no chat.', 'Check the id and its chat prefix.'],
  ['FOLDER_ERROR', 400, 'Failed to get chat folder', 'The chat has no usable folder (user upload).', 'Check Drive availability and retry.'],
  ['UPLOAD_FAILED', 400, 'File upload failed', 'The user upload failed.', 'Retry.'],
  ['SEND_FAILED', 400, 'Failed to send message', 'File stored but the message was not posted.', 'Check posting rights and retry.'],
  ['FILE_TOO_LARGE', 400, 'File is too large', 'Above 100 MB.', 'Send a smaller file.'],
  ['BOT_TOKEN_NOT_SPECIFIED', 400, 'Bot token not specified (botToken is required for webhook auth)', 'Webhook calls identify the bot by its token and none came.', 'Send botToken (inside fields for Bot.register).'],
  ['PARAMS_REQUIRED', 400, 'botId or code is required', 'Bot.get got neither id nor code.', 'Pass botId or code.'],
  ['BOT_NOT_FOUND', 400, 'Bot not found', 'That bot id or code is not registered here.', 'Refresh the bot list; re-register if it was deleted.'],
  ['BOT_CODE_REQUIRED', 400, 'Bot code is required', 'Registration needs a code.', 'Fill fields.code.'],
  ['BOT_PROPERTIES_REQUIRED', 400, 'Bot properties are required', 'Registration needs a bot name.', 'Fill fields.properties.name.'],
  ['BOT_CODE_ALREADY_TAKEN', 400, 'Bot code is already taken', 'Someone else already uses this code on the portal.', 'Pick another code or delete the other bot.'],
  ['BOT_INVALID_TYPE', 400, 'Invalid bot type', 'Unknown bot type.', 'Use bot, supervisor, personal or openline.'],
  ['BOT_INVALID_EVENT_MODE', 400, 'Invalid event mode', 'Unknown delivery mode.', 'Use fetch or webhook.'],
  ['BOT_WEBHOOK_URL_REQUIRED', 400, 'Webhook URL is required', 'Webhook mode needs an address.', 'Add fields.webhookUrl or switch to fetch.'],
  ['BOT_REGISTER_FAILED', 400, 'Bot registration failed', 'The portal refused to create the bot.', 'Retry later; check name, code and portal limits.'],
  ['BOT_INVALID_CALLBACK', 400, 'Invalid callback URL', 'The handler address is not acceptable: it needs http or https and a dot in the host.', 'Use a public https address.'],
  ['BOT_LIMIT_EXCEEDED', 400, 'Bot limit exceeded', 'The app reached 100 bots.', 'Unregister unused bots.'],
  ['BOT_AVATAR_INCORRECT_TYPE', 400, 'Avatar must be an image', 'The avatar is not an image.', 'Send a base64 PNG or JPEG without the data: prefix.'],
  ['BOT_AVATAR_INCORRECT_SIZE', 400, 'Avatar exceeds maximum size', 'The avatar is too large in pixels.', 'Shrink to at most 5000x5000.'],
  ['BOT_ID_REQUIRED', 400, 'botId is required', 'The call does not say which bot acts.', 'Add botId from Bot.register.'],
  ['BOT_OWNERSHIP_ERROR', 400, 'Bot was installed by another rest application', 'The bot belongs to another app or to another token.', 'Use the app or botToken that registered it.'],
  ['BOT_UNREGISTER_FAILED', 400, 'Bot unregistration failed', 'The portal could not delete the bot.', 'Retry; check whether it still exists.'],
  ['BOT_TOKEN_ROTATION_FAILED', 400, 'Bot token rotation failed', 'The new token was not accepted; the reason is hidden.', 'Generate a fresh random token of up to 40 chars.'],
  ['EMPTY_USER_IDS', 400, 'userIds is required', 'No users were listed.', 'Send a non-empty userIds array.'],
  ['COMMAND_ANSWER_FAILED', 400, 'Command answer failed', 'The command reply was not delivered.', 'Check commandId, messageId and dialogId come from one event.'],
  ['COMMAND_NAME_INVALID', 400, 'Command name is invalid', 'The command name is not text.', 'Send a string.'],
  ['COMMAND_REQUIRED', 400, 'Command is required', 'No command name given.', 'Fill fields.command.'],
  ['COMMAND_TITLE_REQUIRED', 400, 'Command title is required', 'Visible commands need a title.', 'Add fields.title or set hidden.'],
  ['COMMAND_REGISTER_FAILED', 400, 'Command registration failed', 'The portal refused the command.', 'Retry with another name.'],
  ['COMMAND_NOT_FOUND', 400, 'Command not found', 'No such command for this bot.', 'Reload Command.list.'],
  ['COMMAND_NAME_EMPTY', 400, 'Command name is empty', 'The new command name is blank.', 'Send a name or drop the field.'],
  ['COMMAND_ALREADY_EXISTS', 400, 'Command already exists', 'Another command of the bot has this name.', 'Choose a different name.'],
  ['SCOPE_ERROR', 400, "Scope 'im' is required to fetch user events", 'User events need the im scope.', 'Grant im and reinstall, or drop withUserEvents.'],
  ['AUTH_ERROR', 400, 'Authorization required for user events', 'No current user behind the call.', 'Call with a user token or user webhook.'],
  ['USER_NOT_SUBSCRIBED', 400, 'User is not subscribed. Call im.v2.Event.subscribe first', 'The user log is not switched on.', 'Call im.v2.Event.subscribe first.'],
  ['FILE_ACCESS_ERROR', 400, 'File access error', 'The bot may not read this file.', 'Use a file from a chat the bot belongs to.'],
  ['FILE_FOLDER_ERROR', 400, 'Failed to get chat folder', 'The chat has no usable folder (bot upload).', 'Check Drive availability and retry.'],
  ['FILE_UPLOAD_FAILED', 400, 'File upload failed', 'The bot upload failed.', 'Retry.'],
  ['FILE_SEND_FAILED', 400, 'Failed to send message', 'File stored but the message was not posted.', 'Check posting rights and retry.'],
  ['BOT_TYPE_NOT_ALLOWED', 400, 'Method is available only for supervisor and personal bots', 'Only observer bots may read messages.', 'Use a supervisor or personal bot.'],
  ['MESSAGE_NOT_FOUND', 400, 'Message not found', 'The message is gone or hidden from the bot.', 'Refresh and pick an existing message.'],
  ['MESSAGE_ACCESS_DENIED', 400, 'Message access denied', 'The message is older than the history the bot may see.', 'Add the bot to the chat with access to history.'],
  ['REACTION_NOT_FOUND', 400, 'Reaction not found', 'Unknown reaction code.', 'Choose from the documented list.'],
  ['REACTION_ALREADY_SET', 400, 'Reaction already set', 'The bot already reacted this way.', 'Ignore it or delete the reaction first.'],
  ['EMPTY_MESSAGE', 400, 'Message is empty', 'Nothing to send.', 'Provide text or an attachment.'],
  ['SENDING_FAILED', 400, 'Sending failed', 'The message was not stored.', 'Retry; check dialogId and content.'],
  ['BOT_TOKEN_INVALID_LENGTH', 400, 'BOT_TOKEN_INVALID_LENGTH', 'The token is longer than 40 characters.', 'Shorten the token.'],
  ['ATTACH_ERROR', 400, 'Incorrect attach params', 'Attachment structure is invalid.', 'Fix block keys and nesting.'],
  ['ATTACH_OVERSIZE', 400, 'You have exceeded the maximum allowable size of attach', 'Serialized attachment above 60000 characters.', 'Shrink the attachment.'],
  ['PARAM_ATTACH_ERROR', 400, 'Incorrect attach params', 'Attachment has no valid block or is oversize.', 'Fix or shrink the attachment.'],
  ['WRONG_MESSAGE_TYPE', 400, 'WRONG_MESSAGE_TYPE', 'The chat is not a group chat.', 'Use a group chat.'],
  ['CREATION_ERROR', 400, 'Error creating chat', 'The chat was not created.', 'Retry with valid fields.'],
  ['BOT_CONTEXT_ERROR', 400, 'BOT_CONTEXT_ERROR', 'Context was not delivered to any bot.', 'Check dialogId is a bot dialog.'],
  ['BOT_UPDATE_FAILED', 400, 'BOT_UPDATE_FAILED', 'The portal refused the update.', 'Retry with fewer fields.'],
  ['PARAM_KEYBOARD_ERROR', 400, 'Incorrect keyboard params', 'No button of the keyboard is valid.', 'Write button keys in UPPERCASE; give each button TEXT and one of LINK, COMMAND, ACTION.'],
  ['COMMAND_TITLE_INVALID', 400, 'COMMAND_TITLE_INVALID', 'The title is not a map from language to text.', 'Send title as {"en": "…"}; null removes a language.'],
  ['MESSAGE_ACCESS_DENIED_BY_TARIFF', 400, 'MESSAGE_ACCESS_DENIED_BY_TARIFF', 'The plan of the portal limits how far back history can be read.', 'Read newer messages, or upgrade the plan.'],
  ['100', 400, 'Could not find value for parameter {name}', 'A required parameter is missing or has a type the platform does not convert.', 'Check names and types: dialogId is a text, ids are whole numbers, context is an object.'],
  ['ERROR_EVENT_NOT_FOUND', 400, 'Event not found', 'The portal knows no event of this name, or the token may not hear it.', 'Check the name and the scopes of the app.'],
  ['ERROR_ARGUMENT', 400, "Argument 'PLACEMENT' is null or empty", 'A required argument is missing.', 'Fill the argument the answer names.'],
  ['ERROR_PLACEMENT_MAX_COUNT', 200, 'ERROR_PLACEMENT_MAX_COUNT', 'This place takes one handler only and has one.', 'Unbind the old handler first.'],
  ['ERROR_PLACEMENT_USER_MODE', 200, 'User mode is not available', 'This place cannot be bound for one user.', 'Leave USER_ID out.'],
  ['ERROR_PLACEMENT_NOT_FOUND', 400, 'Placement not found', 'The portal knows no place of this name, or the app lacks the scope it needs.', 'Check the name and the scopes of the app.'],
  ['EMPTY_ERROR_HANDLER_URL', 200, 'EMPTY_ERROR_HANDLER_URL', 'A background worker needs an address for its errors.', 'Fill OPTIONS.errorHandlerUrl.'],
  ['MESSAGE_ID_ERROR', 400, "Message ID can't be empty", 'The message to press on was not named.', 'Send MESSAGE_ID.'],
  ['BOT_ID_ERROR', 400, "Bot ID can't be empty", 'The bot to press for was not named.', 'Send BOT_ID.'],
  ['COMMAND_ERROR', 400, "Command can't be empty", 'No command was named.', 'Send COMMAND.'],
  ['PARAMS_ERROR', 400, 'Incorrect params', 'The command and the message do not fit together.', 'Press a button that is really on the message.'],
  ['CHAT_ID_EMPTY', 400, "CHAT_ID can't be empty", 'No chat to search in was named.', 'Send CHAT_ID, the number of the chat.'],
  ['ACCESS_ERROR', 400, 'You do not have access to this chat', 'The user is not in this chat.', 'Search in a chat the user belongs to.'],
])

// One row a line, to be read as the table it is.
// prettier-ignore
const systemErrors = ofKind('system', [
  ['INTERNAL_SERVER_ERROR', 500, 'Internal server error', 'The portal crashed on this call.', 'Retry with back-off, then contact support.'],
  ['ERROR_UNEXPECTED_ANSWER', 500, 'Server returned an unexpected response', 'The portal answered nonsense.', 'Retry with back-off.'],
  ['QUERY_LIMIT_EXCEEDED', 503, 'Too many requests', 'Too many requests in a burst.', 'Slow to 2/s and retry with growing delay.'],
  ['ERROR_BATCH_METHOD_NOT_ALLOWED', 405, 'Method is not allowed for batch usage', 'This method cannot run inside batch.', 'Call it directly.'],
  ['ERROR_BATCH_LENGTH_EXCEEDED', 400, 'Max batch length exceeded', 'More than 50 commands in a batch.', 'Split the batch.'],
  ['NO_AUTH_FOUND', 401, 'Wrong authorization data', 'Token or webhook code is wrong.', 'Check credentials; reconnect the app.'],
  ['INVALID_REQUEST', 400, 'Https required', 'Plain http was used.', 'Call over https.'],
  ['OVERLOAD_LIMIT', 503, 'REST API is blocked due to overload', 'REST is manually blocked for the portal.', 'Contact Bitrix24 support.'],
  ['ACCESS_DENIED', 403, 'REST API is available only on commercial plans', 'REST is not part of the plan.', 'Upgrade the plan or start a Market trial.'],
  ['INVALID_CREDENTIALS', 401, 'Invalid request credentials', 'The secret of the webhook URL is wrong, or its user lacks the right for this.', 'Copy the webhook URL from the portal again; check the rights of its user.'],
  ['ERROR_MANIFEST_IS_NOT_AVAILABLE', 404, 'Manifest is not available', 'Manifest missing.', 'Check the app manifest.'],
  ['insufficient_scope', 403, 'The request requires higher privileges than provided by the webhook token', 'The token lacks a scope.', 'Add imbot (and im) and re-authorize.'],
  ['expired_token', 401, 'The access token provided has expired', 'The access token is over an hour old.', 'Refresh once and repeat the call.'],
  ['user_access_error', 403, 'The user does not have access to the application', 'The app is not shared with this user.', 'Ask an admin to grant access.'],
  ['PORTAL_DELETED', 500, 'Portal was deleted', 'The portal is closed or gone.', 'Stop calling; reopen the site if self-hosted.'],
  ['OPERATION_TIME_LIMIT', 429, 'Method is blocked due to operation time limit.', 'This method burned its 10-minute time budget.', 'Pause this method until operating_reset_at.'],
  ['METHOD_CONFIRM_WAITING', 401, 'Waiting for confirmation', 'An admin must allow this method first.', 'Wait for ONAPPMETHODCONFIRM and repeat.'],
  ['WRONG_AUTH_TYPE', 403, 'Current authorization type is denied for this method', 'The method needs app OAuth, not a webhook.', 'Call with an application token.'],
  ['ERROR_METHOD_NOT_FOUND', 404, 'Method not found!', 'Unknown method (documented for REST 3.0-only methods called via the old path).', 'Check spelling, scope and portal revision.'],
  ['invalid_token', 401, 'Unable to get application by token', 'The portal does not know this access token.', 'Reconnect the app to get a new token.'],
])

// One row a line, to be read as the table it is.
// prettier-ignore
const authServerErrors = ofKind('oauth-server', [
  ['invalid_request', 400, 'invalid_request', 'Malformed token request.', 'Check parameters.'],
  ['invalid_client', 400, 'invalid_client', 'client_id/secret wrong or app not installed.', 'Check keys and installation.'],
  ['invalid_scope', 400, 'invalid_scope', 'More scope asked than the app card has.', 'Extend the app card.'],
  ['insufficient_scope', 400, 'insufficient_scope', 'Same as invalid_scope on the auth server.', 'Extend the app card.'],
  ['invalid_grant', 400, 'invalid_grant', 'Code or refresh token no longer valid.', 'Authorize or reinstall again.'],
  ['PAYMENT_REQUIRED', 400, 'Payment required', 'App trial or payment ended.', 'Renew payment.'],
])

// One row a line, to be read as the table it is.
// prettier-ignore
const historicErrors = ofKind('historic', [
  ['CLIENT_ID_NOT_SPECIFIED', 400, 'CLIENT_ID_NOT_SPECIFIED', 'Old name of BOT_TOKEN_NOT_SPECIFIED before revision 34.', 'Treat like BOT_TOKEN_NOT_SPECIFIED.'],
])

/** Every code a portal or its authorization server is known to answer. */
export const restErrors: readonly ErrorEntry[] = [
  ...methodErrors,
  ...systemErrors,
  ...authServerErrors,
  ...historicErrors,
]

/** The entry of a code; where a code has two meanings, the one a method gives unless `kind` says otherwise. */
export const findRestError = (code: string, kind?: ErrorKind): ErrorEntry | undefined =>
  restErrors.find((entry) => entry.code === code && (kind === undefined || entry.kind === kind))

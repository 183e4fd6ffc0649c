import { RefusalError } from './refusal.ts'

/** Texts of method errors where the platform says more than the code; codes without one are repeated. */
const texts: Readonly<Record<string, string>> = {
  BOT_TOKEN_NOT_SPECIFIED: 'Bot token not specified (botToken is required for webhook auth)',
  BOT_ID_REQUIRED: 'botId is required',
  BOT_NOT_FOUND: 'Bot not found',
  BOT_OWNERSHIP_ERROR: 'Bot was installed by another rest application',
  PARAMS_REQUIRED: 'botId or code is required',
  BOT_CODE_REQUIRED: 'Bot code is required',
  BOT_PROPERTIES_REQUIRED: 'Bot properties are required',
  BOT_CODE_ALREADY_TAKEN: 'Bot code is already taken',
  BOT_INVALID_TYPE: 'Invalid bot type',
  BOT_INVALID_EVENT_MODE: 'Invalid event mode',
  BOT_WEBHOOK_URL_REQUIRED: 'Webhook URL is required',
  BOT_INVALID_CALLBACK: 'Invalid callback URL',
  BOT_LIMIT_EXCEEDED: 'Bot limit exceeded',
  BOT_AVATAR_INCORRECT_TYPE: 'Avatar must be an image',
  BOT_AVATAR_INCORRECT_SIZE: 'Avatar exceeds maximum size',
  BOT_REGISTER_FAILED: 'Bot registration failed',
  BOT_UPDATE_FAILED: 'Bot update failed',
  BOT_UNREGISTER_FAILED: 'Bot unregistration failed',
  BOT_TOKEN_INVALID_LENGTH: 'Bot token must not be longer than 40 characters',
  BOT_TOKEN_ROTATION_FAILED: 'Bot token rotation failed',
  BOT_TYPE_NOT_ALLOWED: 'Method is available only for supervisor and personal bots',
  EMPTY_USER_IDS: 'userIds is required',
  CREATION_ERROR: 'Error creating chat',
  COMMAND_ANSWER_FAILED: 'Command answer failed',
  COMMAND_NAME_INVALID: 'Command name is invalid',
  COMMAND_REQUIRED: 'Command is required',
  COMMAND_TITLE_REQUIRED: 'Command title is required',
  COMMAND_TITLE_INVALID: 'Command title is invalid',
  COMMAND_REGISTER_FAILED: 'Command registration failed',
  COMMAND_NOT_FOUND: 'Command not found',
  COMMAND_NAME_EMPTY: 'Command name is empty',
  COMMAND_ALREADY_EXISTS: 'Command already exists',
  SCOPE_ERROR: "Scope 'im' is required to fetch user events",
  AUTH_ERROR: 'Authorization required for user events',
  USER_NOT_SUBSCRIBED: 'User is not subscribed. Call im.v2.Event.subscribe first',
  FILE_NOT_FOUND: 'File not found',
  FILE_ACCESS_ERROR: 'File access error',
  FILE_EMPTY: 'File name and content are required',
  FILE_INVALID_CONTENT: 'Invalid base64 content',
  FILE_TOO_LARGE: 'File is too large',
  FILE_FOLDER_ERROR: 'Failed to get chat folder',
  FILE_UPLOAD_FAILED: 'File upload failed',
  FILE_SEND_FAILED: 'Failed to send message',
  FOLDER_ERROR: 'Failed to get chat folder',
  UPLOAD_FAILED: 'File upload failed',
  SEND_FAILED: 'Failed to send message',
  MESSAGE_NOT_FOUND: 'Message not found',
  MESSAGE_ACCESS_DENIED: 'Message access denied',
  REACTION_NOT_FOUND: 'Reaction not found',
  REACTION_ALREADY_SET: 'Reaction already set',
  EMPTY_MESSAGE: 'Message is empty',
  SENDING_FAILED: 'Sending failed',
  PARAM_ATTACH_ERROR: 'Incorrect attach params',
  PARAM_KEYBOARD_ERROR: 'Incorrect keyboard params',
}

/** Codes of the system, with the status and text every method shares. */
const systemErrors: Readonly<Record<string, readonly [status: number, text: string]>> = {
  NO_AUTH_FOUND: [401, 'Wrong authorization data'],
  INVALID_CREDENTIALS: [401, 'Invalid request credentials'],
  invalid_token: [401, 'Unable to get application by token'],
  expired_token: [401, 'The access token provided has expired.'],
  user_access_error: [403, 'The user does not have access to the application'],
  insufficient_scope: [403, 'The request requires higher privileges than provided by the access token'],
  WRONG_AUTH_TYPE: [403, 'Application context required'],
  ERROR_METHOD_NOT_FOUND: [404, 'Method not found!'],
  ERROR_BATCH_METHOD_NOT_ALLOWED: [405, 'Method is not allowed for batch usage'],
  ERROR_BATCH_LENGTH_EXCEEDED: [400, 'Max batch length exceeded'],
  OPERATION_TIME_LIMIT: [429, 'Method is blocked due to operation time limit.'],
  QUERY_LIMIT_EXCEEDED: [503, 'Too many requests'],
  INTERNAL_SERVER_ERROR: [500, 'Internal server error'],
}

/** The error of a method (HTTP 400, whatever the code) or, with a code of the system, that one's status. */
export const refusal = (code: string, description?: string): RefusalError => {
  const system = systemErrors[code]
  if (system) return new RefusalError(code, system[0], description ?? system[1])
  return new RefusalError(code, 400, description ?? texts[code] ?? code)
}

import { postMessage } from '../chat/post-message.ts'
import { forBot, needStore, type Auth, type Call, type HandlersOf } from '../rest/call.ts'
import { readFields, readInt, textOf } from '../rest/read-params.ts'
import { refusal } from '../rest/refuse.ts'
import { base64Size, decodeBase64 } from '../state/base64.ts'
import { dialogIdFor } from '../state/chats.ts'
import { fileView, seesFile, uploadedFileView } from '../state/files.ts'
import { nextId, type Portal } from '../state/portal.ts'
import { memberChat, readableChat } from './dialog-access.ts'

const readUpload = (portal: Portal, fields: Readonly<Record<string, unknown>>) => {
  const name = textOf(fields.name)
  const content = textOf(fields.content)
  if (!name || !content) throw refusal('FILE_EMPTY')
  if (base64Size(content) > portal.settings.maxFileBytes) throw refusal('FILE_TOO_LARGE')
  if (!decodeBase64(content)) throw refusal('FILE_INVALID_CONTENT')
  return { name, content, caption: textOf(fields.message) ?? '' }
}

/** Bots and people are refused by different names for the same reasons. */
type FailureNames = { readonly folder: string; readonly upload: string; readonly send: string }

const upload = (call: Call, authorId: number, failures: FailureNames) => {
  const { portal, params } = call
  const fields = readFields(params, 'fields')
  const chat = memberChat(portal, params, authorId)
  const { name, content, caption } = readUpload(portal, fields)
  needStore(portal, 'folders', failures.folder)
  chat.diskFolderId ??= nextId(portal, 'file')
  needStore(portal, 'files', failures.upload)
  const file = {
    id: nextId(portal, 'file'),
    chatId: chat.id,
    authorId,
    name,
    size: base64Size(content),
    content,
    createdAt: portal.now(),
    messageId: 0,
  }
  portal.files.set(file.id, file)
  needStore(portal, 'messages', failures.send)
  const message = postMessage(portal, chat, { authorId, text: caption, fileIds: [file.id] })
  file.messageId = message.id
  return { file, messageId: message.id, chatId: chat.id, dialogId: dialogIdFor(chat, authorId) }
}

/** An address that works once. */
const downloadUrlOf = (portal: Portal, auth: Auth, fileId: number, prefix: 'im' | 'imbot') => {
  const token = `${prefix}|${portal.randomHex(16)}`
  portal.downloads.set(token, fileId)
  const path = auth.kind === 'webhook' ? `${auth.restPath}/download/` : '/rest/download.json'
  return { downloadUrl: `${portal.origin}${path}?token=${encodeURIComponent(token)}` }
}

export const fileHandlers: HandlersOf<
  'imbot.v2.File.upload' | 'imbot.v2.File.download' | 'im.v2.File.upload' | 'im.v2.File.download'
> = {
  'imbot.v2.File.upload': forBot((call) => {
    const uploaded = upload(call, call.bot.id, {
      folder: 'FILE_FOLDER_ERROR',
      upload: 'FILE_UPLOAD_FAILED',
      send: 'FILE_SEND_FAILED',
    })
    return { ...uploaded, file: fileView(call.portal, uploaded.file) }
  }),
  'imbot.v2.File.download': forBot(({ portal, auth, bot, params }) => {
    const file = portal.files.get(readInt(params, 'fileId'))
    if (!file) throw refusal('FILE_NOT_FOUND')
    if (!seesFile(portal, file, bot.id)) throw refusal('FILE_ACCESS_ERROR')
    return downloadUrlOf(portal, auth, file.id, 'imbot')
  }),
  'im.v2.File.upload': (call) => {
    const uploaded = upload(call, call.auth.userId, {
      folder: 'FOLDER_ERROR',
      upload: 'UPLOAD_FAILED',
      send: 'SEND_FAILED',
    })
    return { ...uploaded, file: uploadedFileView(call.portal, uploaded.file) }
  },
  'im.v2.File.download': ({ portal, auth, params }) => {
    const fileId = readInt(params, 'fileId')
    const chat = readableChat(portal, params, auth.userId)
    const file = portal.files.get(fileId)
    if (file?.chatId !== chat.id || !seesFile(portal, file, auth.userId)) throw refusal('FILE_NOT_FOUND')
    return downloadUrlOf(portal, auth, file.id, 'im')
  },
}

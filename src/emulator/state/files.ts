import type { ChatFile } from '../../contract/rest/entities.ts'
import { decodeBase64 } from './base64.ts'
import { seesMessage } from './chats.ts'
import { imageSizeOf } from './image-size.ts'
import { isoDate } from './iso-date.ts'
import type { Portal } from './portal.ts'
import type { FileRow } from './rows.ts'
import { fullNameOf } from './users.ts'

/** Whether this user may have the file: as whoever sees the message it came with. */
export const seesFile = (portal: Portal, file: FileRow, userId: number): boolean => {
  const chat = portal.chats.get(file.chatId)
  return chat !== undefined && seesMessage(chat, userId, file.messageId)
}

const extensionOf = (name: string) => (name.includes('.') ? (name.split('.').pop() ?? '').toLowerCase() : '')

const typeOf = (extension: string) => {
  if (/^(png|jpe?g|gif|webp|bmp)$/.test(extension)) return 'image'
  if (/^(mp4|webm|mov|avi)$/.test(extension)) return 'video'
  return /^(mp3|ogg|wav|m4a)$/.test(extension) ? 'audio' : 'file'
}

const sizeOf = (file: FileRow) => {
  const bytes = decodeBase64(file.content)
  return (bytes && imageSizeOf(bytes)) ?? false
}

export const fileView = (portal: Portal, file: FileRow): ChatFile => {
  const extension = extensionOf(file.name)
  const author = portal.users.get(file.authorId)
  return {
    id: file.id,
    chatId: file.chatId,
    date: isoDate(file.createdAt),
    type: typeOf(extension),
    name: file.name,
    extension,
    size: file.size,
    image: sizeOf(file),
    authorId: file.authorId,
    authorName: author ? fullNameOf(author) : '',
    isTranscribable: false,
    isVideoNote: false,
    isVoiceNote: false,
  }
}

/** What a person who uploads is told beyond that. */
export const uploadedFileView = (portal: Portal, file: FileRow): ChatFile => {
  const url = `${portal.origin}/bitrix/services/main/ajax.php?action=disk.api.file.download&SITE_ID=s1&humanRE=1&fileId=${file.id}&exact=N&fileName=${encodeURIComponent(file.name)}`
  return {
    ...fileView(portal, file),
    status: 'done',
    progress: 100,
    urlPreview: '',
    urlShow: url,
    urlDownload: url,
    viewerAttrs: {
      viewer: '',
      viewerType: 'unknown',
      src: url,
      objectId: String(file.id),
      viewerGroupBy: String(file.chatId),
      imChatId: file.chatId,
      title: file.name,
      unifiedLink: `${portal.origin}/file/${file.id}`,
      actions: '[{"type":"download"}]',
    },
    mediaUrl: { preview: { '250': '' } },
  }
}

import * as z from 'zod/mini'
import { base64Text, botErrors, botParams } from './call-parts.ts'
import { fileSchema } from './entities.ts'
import { limits } from './enums.ts'
import { defineMethod } from './method-spec.ts'

const upload = z.object({
  name: z.string().check(z.minLength(1)),
  content: base64Text.check(z.minLength(1), z.maxLength(limits.fileBase64Chars)),
  message: z.optional(z.string()),
})

const uploaded = z.object({
  file: fileSchema,
  messageId: z.int(),
  chatId: z.int(),
  dialogId: z.string(),
})

const link = z.object({ downloadUrl: z.string() })

export const fileMethods = {
  'imbot.v2.File.upload': defineMethod({
    params: botParams({ dialogId: z.string(), fields: upload }),
    result: uploaded,
    errors: [
      ...botErrors,
      'FILE_EMPTY',
      'FILE_INVALID_CONTENT',
      'FILE_TOO_LARGE',
      'FILE_FOLDER_ERROR',
      'FILE_UPLOAD_FAILED',
      'FILE_SEND_FAILED',
    ],
    scope: 'imbot',
    effect: 'write',
  }),
  'imbot.v2.File.download': defineMethod({
    params: botParams({ fileId: z.int() }),
    result: link,
    errors: [...botErrors, 'FILE_NOT_FOUND', 'FILE_ACCESS_ERROR'],
    scope: 'imbot',
    effect: 'read',
  }),
  'im.v2.File.upload': defineMethod({
    params: z.object({ dialogId: z.string(), fields: upload }),
    result: uploaded,
    errors: [
      'FILE_EMPTY',
      'FILE_INVALID_CONTENT',
      'FILE_TOO_LARGE',
      'CHAT_NOT_FOUND',
      'ACCESS_DENIED',
      'FOLDER_ERROR',
      'UPLOAD_FAILED',
      'SEND_FAILED',
    ],
    scope: 'im',
    effect: 'write',
  }),
  'im.v2.File.download': defineMethod({
    params: z.object({ dialogId: z.string(), fileId: z.int() }),
    result: link,
    errors: ['FILE_NOT_FOUND', 'ACCESS_DENIED'],
    scope: 'im',
    effect: 'read',
  }),
}

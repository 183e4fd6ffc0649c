import { expect } from 'vitest'
import { seedChats } from '../../emulator/seed-credentials.ts'
import { breakStore, commonErrors, type MatrixCase, type MatrixCases } from './matrix-case.ts'
import { helpdesk, watcher, type OpenPortal, type Params } from './open-portal.ts'

const project = `chat${seedChats.project}`
const support = `chat${seedChats.support}`
const text = 'Hello World!'
const fields = { name: 'report.txt', content: btoa(text), message: 'Here it is' }

type UploadMethod = 'imbot.v2.File.upload' | 'im.v2.File.upload'

const actor = (method: UploadMethod): Params => (method === 'imbot.v2.File.upload' ? helpdesk : {})

/** A download works once. */
const fetchOnce = async ({ emulator }: OpenPortal, url: string) => {
  const first = await emulator.fetch(new Request(url))
  const second = await emulator.fetch(new Request(url))
  return [await first.text(), second.status]
}

const uploading = (method: UploadMethod) => {
  const upload = ({ ask }: OpenPortal, changed: Params = {}, dialogId = project) =>
    ask(method, { ...actor(method), dialogId, fields: { ...fields, ...changed } })
  const broken = (store: string) => async (portal: OpenPortal) => {
    await breakStore(portal, store)
    return upload(portal)
  }
  return {
    upload,
    broken,
    errors: {
      FILE_EMPTY: (portal) => upload(portal, { content: '' }),
      FILE_INVALID_CONTENT: (portal) => upload(portal, { content: 'data:text/plain;base64,SGk=' }),
      FILE_TOO_LARGE: async (portal) => {
        await portal.control('settings', { maxFileBytes: 11 })
        return upload(portal)
      },
    } satisfies MatrixCase['errors'],
  }
}

const byBot = uploading('imbot.v2.File.upload')
const byUser = uploading('im.v2.File.upload')

const uploaded = async (portal: OpenPortal, dialogId = project) =>
  portal.get('imbot.v2.File.upload', { ...helpdesk, dialogId, fields })

export const fileCases: MatrixCases<
  'imbot.v2.File.upload' | 'imbot.v2.File.download' | 'im.v2.File.upload' | 'im.v2.File.download'
> = {
  'imbot.v2.File.upload': {
    effect: async (portal) => {
      const { file, messageId, dialogId } = await uploaded(portal)
      expect(file).toMatchObject({ name: 'report.txt', extension: 'txt', size: text.length })
      const { message } = await portal.get('imbot.v2.Chat.Message.get', { ...watcher, messageId })
      expect(message).toMatchObject({ text: 'Here it is', params: { FILE_ID: [String(file.id)] } })
      expect(dialogId).toBe(project)
    },
    errors: {
      ...commonErrors('imbot.v2.File.upload', { dialogId: project, fields }),
      ...byBot.errors,
      FILE_FOLDER_ERROR: byBot.broken('folders'),
      FILE_UPLOAD_FAILED: byBot.broken('files'),
      FILE_SEND_FAILED: byBot.broken('messages'),
    },
  },
  'imbot.v2.File.download': {
    effect: async (portal) => {
      const { file } = await uploaded(portal)
      const { downloadUrl } = await portal.get('imbot.v2.File.download', { ...helpdesk, fileId: file.id })
      expect(downloadUrl).toContain('/rest/1/sandbox/download/?token=imbot%7C')
      expect(await fetchOnce(portal, downloadUrl)).toEqual([text, 404])
    },
    errors: {
      ...commonErrors('imbot.v2.File.download', { fileId: 1 }),
      FILE_NOT_FOUND: ({ ask }) => ask('imbot.v2.File.download', { ...helpdesk, fileId: 9999 }),
      FILE_ACCESS_ERROR: async (portal) => {
        const { file } = await uploaded(portal, '2')
        return portal.ask('imbot.v2.File.download', { ...watcher, fileId: file.id })
      },
    },
  },
  'im.v2.File.upload': {
    effect: async (portal) => {
      const { file, messageId } = await portal.get('im.v2.File.upload', { dialogId: project, fields })
      expect(file).toMatchObject({ name: 'report.txt', status: 'done', progress: 100, authorId: 1 })
      const { message } = await portal.get('imbot.v2.Chat.Message.get', { ...watcher, messageId })
      expect(message).toMatchObject({ authorId: 1, params: { FILE_ID: [String(file.id)] } })
    },
    errors: {
      ...byUser.errors,
      CHAT_NOT_FOUND: (portal) => byUser.upload(portal, {}, 'chat999'),
      ACCESS_DENIED: async (portal) => {
        await portal.control('remove-user', { dialogId: support, userId: 1 })
        return byUser.upload(portal, {}, support)
      },
      FOLDER_ERROR: byUser.broken('folders'),
      UPLOAD_FAILED: byUser.broken('files'),
      SEND_FAILED: byUser.broken('messages'),
    },
  },
  'im.v2.File.download': {
    effect: async (portal) => {
      const { file } = await uploaded(portal)
      const { downloadUrl } = await portal.get('im.v2.File.download', { dialogId: project, fileId: file.id })
      expect(await fetchOnce(portal, downloadUrl)).toEqual([text, 404])
    },
    errors: {
      FILE_NOT_FOUND: ({ ask }) => ask('im.v2.File.download', { dialogId: project, fileId: 9999 }),
      ACCESS_DENIED: async (portal) => {
        const { file } = await uploaded(portal)
        await portal.control('remove-user', { dialogId: project, userId: 1 })
        return portal.ask('im.v2.File.download', { dialogId: project, fileId: file.id })
      },
    },
  },
}

import { expect, test } from 'vitest'
import type { PageDialog, PageMessage } from '../../../contract/portal-pages/page-views.ts'
import { mergeChanges, type OpenDialog } from './dialog-data.ts'

const message = (id: number, text: string): PageMessage => ({
  id,
  chatId: 1,
  authorId: 1,
  sentAt: 0,
  text,
  isSystem: false,
  isEdited: false,
  isDeleted: false,
  replyId: null,
  forwardedFrom: null,
  keyboard: [],
  attach: [],
  files: [],
  reactions: [],
  viewedBy: [],
  revision: id,
})
const dialog: PageDialog = {
  dialogId: '5',
  chatId: 1,
  title: 'Bot',
  type: 'private',
  color: '',
  avatar: '',
  lastText: '',
  lastAt: null,
  unread: 0,
  memberIds: [],
  textFieldEnabled: true,
  typing: [],
}
const open: OpenDialog = { dialog, messages: [message(1, 'a'), message(2, 'b')], commands: [], revision: 2 }

test('a poll replaces, adds and removes by id and keeps the order', () => {
  const merged = mergeChanges(open, {
    messages: [message(3, 'c'), message(1, 'edited')],
    removedIds: [2],
    revision: 9,
    dialog: { ...dialog, unread: 4 },
  })
  expect(merged.messages.map(({ id, text }) => [id, text])).toEqual([
    [1, 'edited'],
    [3, 'c'],
  ])
  expect([merged.revision, merged.dialog.unread]).toEqual([9, 4])
})

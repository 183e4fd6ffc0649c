import * as z from 'zod/mini'
import { base64Text, botErrors, botParams, chatColor, dialogErrors, doneSchema } from './call-parts.ts'
import { chatSchema, userSchema } from './entities.ts'
import { inputActions, limits } from './enums.ts'
import { defineMethod } from './method-spec.ts'
import { plainFlag } from './wire-values.ts'

const dialogId = z.string()
const userIds = z.array(z.int())
const direction = z.enum(['ASC', 'DESC'])

/** Service keys the platform sends along; nobody documents what is in them. */
const serviceKeys = {
  recentConfig: z.optional(z.unknown()),
  parentChat: z.optional(z.unknown()),
  copilot: z.optional(z.unknown()),
  messagesAutoDeleteConfigs: z.optional(z.unknown()),
  callInfo: z.optional(z.unknown()),
}

const chatLook = {
  title: z.optional(z.string()),
  description: z.optional(z.string()),
  color: z.optional(chatColor),
  avatar: z.optional(base64Text),
}

const dialogWrite = <T extends z.core.$ZodLooseShape>(shape: T, moreErrors: readonly string[] = []) =>
  defineMethod({
    params: botParams({ dialogId, ...shape }),
    result: doneSchema,
    errors: [...dialogErrors, ...moreErrors],
    scope: 'imbot',
    effect: 'write',
  })

export const chatMethods = {
  'imbot.v2.Chat.add': defineMethod({
    params: botParams({
      fields: z.optional(
        z.object({
          ...chatLook,
          type: z.optional(z.enum(['chat', 'open'])),
          userIds: z.optional(userIds),
          ownerId: z.optional(z.int()),
          message: z.optional(z.string()),
        }),
      ),
    }),
    result: z.object({ chat: chatSchema, users: z.array(userSchema), ...serviceKeys }),
    errors: [...botErrors, 'ACCESS_DENIED', 'CREATION_ERROR'],
    scope: 'imbot',
    effect: 'write',
  }),
  'imbot.v2.Chat.get': defineMethod({
    params: botParams({ dialogId }),
    result: z.object({ chat: chatSchema, users: z.optional(z.array(userSchema)), ...serviceKeys }),
    errors: dialogErrors,
    scope: 'imbot',
    effect: 'read',
  }),
  'imbot.v2.Chat.update': dialogWrite({ fields: z.optional(z.object(chatLook)) }, ['WRONG_MESSAGE_TYPE']),
  'imbot.v2.Chat.leave': dialogWrite({}),
  'imbot.v2.Chat.setOwner': dialogWrite({ userId: z.int() }),
  'imbot.v2.Chat.Manager.add': dialogWrite({ userIds: userIds.check(z.minLength(1)) }, [
    'EMPTY_USER_IDS',
    'WRONG_MESSAGE_TYPE',
  ]),
  'imbot.v2.Chat.Manager.delete': dialogWrite({ userIds: userIds.check(z.minLength(1)) }, [
    'EMPTY_USER_IDS',
    'WRONG_MESSAGE_TYPE',
  ]),
  'imbot.v2.Chat.User.add': dialogWrite({ userIds: z.optional(userIds) }),
  'imbot.v2.Chat.User.delete': dialogWrite({ userId: z.int() }),
  'imbot.v2.Chat.User.list': defineMethod({
    params: botParams({
      dialogId,
      order: z.optional(
        z.object({
          id: z.optional(direction),
          lastSendMessageId: z.optional(direction),
          userId: z.optional(direction),
        }),
      ),
      limit: z.optional(z.int().check(z.gte(limits.chatUsers.min), z.lte(limits.chatUsers.max))),
    }),
    result: z.array(userSchema),
    errors: dialogErrors,
    scope: 'imbot',
    effect: 'read',
  }),
  'imbot.v2.Chat.InputAction.notify': dialogWrite({
    statusMessageCode: z.optional(z.enum(inputActions)),
    duration: z.optional(
      z.int().check(z.gte(limits.inputActionSeconds.min), z.lte(limits.inputActionSeconds.max)),
    ),
  }),
  'imbot.v2.Chat.TextField.enabled': dialogWrite({ enabled: z.optional(plainFlag) }),
}

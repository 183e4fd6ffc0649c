import type { MethodHandlers } from '../rest/call.ts'
import { appHandlers } from './app-methods.ts'
import { botHandlers } from './bot-methods.ts'
import { chatHandlers } from './chat-methods.ts'
import { commandHandlers } from './command-methods.ts'
import { eventHandlers } from './event-methods.ts'
import { fileHandlers } from './file-methods.ts'
import { messageHandlers } from './message-methods.ts'
import { messengerHandlers } from './messenger-methods.ts'
import { placementHandlers } from './placement-methods.ts'
import { userHandlers } from './user-methods.ts'

/** Every method of the contract; one without a handler does not compile. */
export const methodHandlers: MethodHandlers = {
  ...botHandlers,
  ...chatHandlers,
  ...messageHandlers,
  ...commandHandlers,
  ...eventHandlers,
  ...fileHandlers,
  ...messengerHandlers,
  ...userHandlers,
  ...appHandlers,
  ...placementHandlers,
}

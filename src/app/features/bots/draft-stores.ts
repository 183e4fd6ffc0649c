import type { Portal } from '../../portal/portal.ts'
import { createKeptStorage } from '../../ui/kept-storage.ts'
import type { DraftStore, UnwrittenPart } from './draft-store.ts'
import { createDraftStore } from './draft-store.ts'
import { createTabMemory } from './tab-memory.ts'

/** A tab has drafts of its own; another one with the same form open must not write over them. */
const storage = createKeptStorage(() => sessionStorage)
const memoryOf = createTabMemory<UnwrittenPart>()

/** The draft of this person on this portal: `register`, `edit 456`. */
export const draftStoreOf = (portal: Portal, name: string): DraftStore =>
  createDraftStore({
    storage,
    memory: memoryOf(portal),
    name: `${name} ${portal.origin} ${portal.user.id}`,
  })

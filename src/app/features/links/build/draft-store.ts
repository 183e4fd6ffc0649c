import { createStore } from 'zustand'
import type { LinkRecipe } from '../../../../contract/links/saved-link.ts'
import type { KeptStorage } from '../../../ui/kept-storage.ts'
import { firstDraft, type LinkDraft } from './draft-schema.ts'
import { draftOf, readKeptDraft } from './link-draft.ts'

/** A saved link handed to the builder; `key` names it and its version, so that a reload keeps what was typed since. */
export type InitialLink = { readonly key: string; readonly name: string; readonly recipe: LinkRecipe }

/** The last step that can be taken back: what to say about it, and the draft before. */
export type Step = { readonly said: string; readonly before: LinkDraft; readonly isUndone: boolean }

export type DraftState = {
  readonly draft: LinkDraft
  readonly step: Step | undefined
  readonly change: (patch: Partial<LinkDraft>) => void
  /** A change that takes something away, or moves it: it can be undone. */
  readonly take: (patch: Partial<LinkDraft>, said: string) => void
  /** Back to the draft before the step; taken again, forward. */
  readonly undo: () => void
}

const load = (storage: KeptStorage, key: string): LinkDraft | undefined => {
  try {
    return readKeptDraft(JSON.parse(storage.getItem(key) ?? ''))
  } catch {
    return undefined
  }
}

type Start = {
  readonly storage: KeptStorage
  readonly key: string
  readonly initial?: InitialLink | undefined
}

const startOf = ({ storage, key, initial }: Start): Pick<DraftState, 'draft' | 'step'> => {
  const kept = load(storage, key)
  if (!initial || kept?.openedFrom === initial.key) return { draft: kept ?? firstDraft, step: undefined }
  const draft = { ...draftOf(initial.recipe), openedFrom: initial.key }
  const said = `“${initial.name}” is opened.`
  return { draft, step: kept ? { said, before: kept, isUndone: false } : undefined }
}

/** The builder's draft: kept at every change, with one step that can be undone. */
export const createDraftStore = (start: Start) =>
  createStore<DraftState>((set, get) => {
    const put = (draft: LinkDraft, step: Step | undefined) => {
      start.storage.setItem(start.key, JSON.stringify(draft))
      set({ draft, step })
    }
    return {
      ...startOf(start),
      change: (patch) => put({ ...get().draft, ...patch }, get().step),
      take: (patch, said) => {
        const before = get().draft
        put({ ...before, ...patch }, { said, before, isUndone: false })
      },
      undo: () => {
        const { draft, step } = get()
        if (step) put(step.before, { said: step.said, before: draft, isUndone: !step.isUndone })
      },
    }
  })

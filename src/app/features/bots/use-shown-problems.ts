import { useState } from 'react'
import type { BotDraft } from './bot-draft.ts'
import type { DraftProblems } from './validate-draft.ts'

const fieldsOf = (part: object): readonly string[] => Object.keys(part)

/** Shows a problem once its field was touched, and all of them once somebody tried to go on. */
export const useShownProblems = (all: DraftProblems) => {
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set())
  const [triedAll, setTriedAll] = useState(false)
  const shown: DraftProblems = triedAll
    ? all
    : Object.fromEntries(Object.entries(all).filter(([field]) => touched.has(field)))
  return {
    shown,
    touch: (part: Partial<BotDraft>) => setTouched(new Set([...touched, ...fieldsOf(part)])),
    hideAll: () => {
      setTouched(new Set())
      setTriedAll(false)
    },
    /** Says whether nothing stands in the way; otherwise the first field that does gets the focus. */
    showAll: (form: HTMLFormElement | null): boolean => {
      setTriedAll(true)
      const [first] = fieldsOf(all)
      if (first === undefined) return true
      const field = form?.elements.namedItem(first)
      if (field instanceof HTMLElement) field.focus()
      return false
    },
  }
}

import { useState } from 'react'
import type { KeptDraft } from '../../../ui/kept-draft.ts'
import type { LinkDraft } from '../build/draft-schema.ts'
import type { Step } from '../build/draft-store.ts'
import type { ShortDraft } from './short-draft.ts'

/** A draft on the screen, kept at every change; of its link, one step can be undone. */
export type ShortDraftState = {
  readonly draft: ShortDraft
  readonly isChanged: boolean
  readonly step: Step | undefined
  readonly change: (part: Partial<ShortDraft>) => void
  readonly changeLink: (part: Partial<LinkDraft>) => void
  /** A change of the link that takes something away, or moves it. */
  readonly takeLink: (part: Partial<LinkDraft>, said: string) => void
  readonly undo: () => void
  /** Back to what it began with. */
  readonly reset: () => void
}

type Start = {
  readonly before: ShortDraft
  readonly kept: KeptDraft<ShortDraft>
  readonly onTouch: () => void
}

export const useShortDraft = ({ before, kept, onTouch }: Start): ShortDraftState => {
  const [draft, setDraft] = useState(() => kept.load(before))
  const [step, setStep] = useState<Step>()
  const put = (next: ShortDraft) => {
    setDraft(next)
    kept.save(next, before)
    onTouch()
  }
  const change: ShortDraftState['change'] = (part) => put({ ...draft, ...part })
  const changeLink: ShortDraftState['changeLink'] = (part) => change({ link: { ...draft.link, ...part } })
  return {
    draft,
    isChanged: JSON.stringify(draft) !== JSON.stringify(before),
    step,
    change,
    changeLink,
    takeLink: (part, said) => {
      setStep({ said, before: draft.link, isUndone: false })
      changeLink(part)
    },
    undo: () => {
      if (!step) return
      setStep({ ...step, before: draft.link, isUndone: !step.isUndone })
      change({ link: step.before })
    },
    reset: () => {
      setStep(undefined)
      put(before)
    },
  }
}

import type { UseFormReturnType } from '@mantine/form'
import { useForm } from '@mantine/form'
import type { SyntheticEvent } from 'react'
import { useRef } from 'react'
import type { BotDraft } from './bot-draft.ts'
import type { DraftProblems } from './validate-draft.ts'

export type BotFormState = UseFormReturnType<BotDraft>

type BotFormOptions = {
  readonly initial: BotDraft
  readonly validate: (draft: BotDraft) => DraftProblems
  readonly onDraft: (draft: BotDraft) => void
  readonly onSubmit: (draft: BotDraft) => void
}

/** The first field with a problem gets the focus, in the form's own order. */
const focusFirst = (element: HTMLFormElement | null, problems: object) => {
  const first = Array.from(element?.elements ?? []).find(
    (field) => 'name' in field && typeof field.name === 'string' && field.name in problems,
  )
  if (first instanceof HTMLElement) first.focus()
}

/** A bot's form: a problem is shown once its field was touched, and all of them once somebody tried to go on. */
export const useBotForm = ({ initial, validate, onDraft, onSubmit }: BotFormOptions) => {
  const element = useRef<HTMLFormElement>(null)
  const form = useForm<BotDraft>({
    initialValues: initial,
    validate,
    validateInputOnChange: true,
    onValuesChange: onDraft,
  })
  const submit = (event?: SyntheticEvent<HTMLFormElement>) =>
    form.onSubmit(onSubmit, (problems) => focusFirst(element.current, problems))(event)
  return { form, element, submit }
}

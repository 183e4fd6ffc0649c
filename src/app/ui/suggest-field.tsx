import '@mantine/core/styles/Combobox.css'
import '@mantine/core/styles/Popover.css'
import '@mantine/core/styles/ScrollArea.css'
import { Combobox, TextInput, useCombobox } from '@mantine/core'
import type { ReactNode, Ref, SyntheticEvent } from 'react'
import { useImperativeHandle, useLayoutEffect, useRef, useState } from 'react'
import styles from './suggest-field.module.css'

export type Suggestion = {
  readonly value: string
  readonly label: string
  /** Beside the label, quieter. */
  readonly hint: string
}

export type SuggestFieldHandle = {
  readonly focus: () => void
  readonly select: (from: number, to: number) => void
}

type SuggestFieldProps = {
  readonly ref?: Ref<SuggestFieldHandle>
  readonly label: string
  readonly placeholder: string
  readonly text: string
  readonly maxLength: number
  readonly suggestions: readonly Suggestion[]
  /** The ids of what describes the field. */
  readonly describedBy: string | undefined
  readonly isInvalid: boolean
  readonly onText: (text: string) => void
  readonly onCaret: (caret: number | undefined) => void
  /** The text that follows from a suggestion, and where the caret stands in it. */
  readonly onTake: (value: string) => { readonly text: string; readonly caret: number } | undefined
  readonly onEnter: () => void
  readonly onEscape: () => void
  readonly rightSection?: ReactNode
}

/** A line of text with suggestions for the place where the caret is; the arrows go through them, Enter takes one. */
export const SuggestField = ({
  ref,
  label,
  placeholder,
  text,
  maxLength,
  suggestions,
  describedBy,
  isInvalid,
  onText,
  onCaret,
  onTake,
  onEnter,
  onEscape,
  rightSection,
}: SuggestFieldProps) => {
  const input = useRef<HTMLInputElement>(null)
  const [caretToSet, setCaretToSet] = useState<{ readonly caret: number }>()
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() })
  useLayoutEffect(() => {
    if (caretToSet) input.current?.setSelectionRange(caretToSet.caret, caretToSet.caret)
  }, [caretToSet])
  useImperativeHandle(ref, () => ({
    focus: () => input.current?.focus(),
    select: (from, to) => {
      input.current?.focus()
      input.current?.setSelectionRange(from, to)
    },
  }))
  const tellCaret = ({ currentTarget }: SyntheticEvent<HTMLInputElement>) =>
    onCaret(currentTarget.selectionStart ?? undefined)
  const isOpen = combobox.dropdownOpened && suggestions.length > 0
  return (
    <Combobox
      store={combobox}
      transitionProps={{ duration: 0 }}
      offset={4}
      position="bottom-start"
      width="min(360px, 90vw)"
      onOptionSubmit={(value) => {
        const taken = onTake(value)
        if (taken) setCaretToSet({ caret: taken.caret })
        combobox.resetSelectedOption()
      }}
    >
      <Combobox.Target withExpandedAttribute>
        <TextInput
          ref={input}
          classNames={{ input: styles.input ?? '' }}
          aria-label={label}
          aria-describedby={describedBy}
          aria-invalid={isInvalid || undefined}
          placeholder={placeholder}
          value={text}
          maxLength={maxLength}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          rightSection={rightSection}
          rightSectionWidth={40}
          onChange={(event) => {
            onText(event.currentTarget.value)
            tellCaret(event)
            combobox.openDropdown()
            combobox.resetSelectedOption()
          }}
          onSelect={tellCaret}
          onFocus={(event) => {
            tellCaret(event)
            combobox.openDropdown()
          }}
          onBlur={() => {
            onCaret(undefined)
            combobox.closeDropdown()
          }}
          onClick={() => combobox.openDropdown()}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && !isOpen) onEscape()
            if (event.key === 'Enter' && combobox.getSelectedOptionIndex() === -1) {
              combobox.closeDropdown()
              onEnter()
            }
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={!isOpen}>
        <Combobox.Options aria-label={`${label}: suggestions`} className={styles.options}>
          {suggestions.map(({ value, label: name, hint }) => (
            <Combobox.Option key={value} value={value}>
              <span className={styles.option}>
                <span className={styles.name}>{name}</span>
                <span className={styles.hint}>{hint}</span>
              </span>
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}

import type { TextInputProps } from '@mantine/core'
import { TextInput } from '@mantine/core'
import { useLayoutEffect, useRef } from 'react'

type SecretInputProps = Omit<TextInputProps, 'value' | 'defaultValue' | 'onChange'> & {
  readonly value: string
  readonly onWrite: (text: string) => void
}

/** A field whose text never stands in the page's source: the browser gets it as a property, not as the attribute React would write. */
export const SecretInput = ({ value, onWrite, ...field }: SecretInputProps) => {
  const input = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => {
    if (input.current && input.current.value !== value) input.current.value = value
  }, [value])
  return (
    <TextInput
      {...field}
      ref={input}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => onWrite(event.currentTarget.value)}
    />
  )
}

import { TextInput } from '@mantine/core'
import { useState } from 'react'

type NumberFieldProps = {
  readonly label: string
  readonly description?: string
  readonly value: number
  readonly least: number
  readonly most: number
  readonly onChange: (value: number) => void
}

/** A whole number within bounds; what is typed on the way there stays in the field and changes nothing. */
export const NumberField = ({ label, description, value, least, most, onChange }: NumberFieldProps) => {
  const [typed, setTyped] = useState<string>()
  const text = typed ?? String(value)
  const number = Number(text)
  const isRight = text.trim() !== '' && Number.isInteger(number) && number >= least && number <= most
  return (
    <TextInput
      label={label}
      description={description}
      inputMode="numeric"
      autoComplete="off"
      value={text}
      error={isRight ? undefined : `${least} to ${most}`}
      onChange={(event) => {
        const next = event.currentTarget.value
        setTyped(next)
        const asNumber = Number(next)
        if (next.trim() !== '' && Number.isInteger(asNumber) && asNumber >= least && asNumber <= most)
          onChange(asNumber)
      }}
      onBlur={() => isRight && setTyped(undefined)}
    />
  )
}

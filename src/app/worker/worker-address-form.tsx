import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import styles from './worker-gate.module.css'
import { parseWorkerAddress } from './worker-address.ts'

type WorkerAddressFormProps = {
  readonly origin: string
  readonly onUse: (origin: string | undefined) => void
}

export const WorkerAddressForm = ({ origin, onUse }: WorkerAddressFormProps) => {
  const [text, setText] = useState(origin === location.origin ? '' : origin)
  const [problem, setProblem] = useState<string>()
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        const parsed = parseWorkerAddress(text)
        if ('problem' in parsed) setProblem(parsed.problem)
        else onUse(parsed.origin)
      }}
    >
      <TextInput
        label="Worker address"
        description="Kept in this browser."
        placeholder="https://worker.example.com"
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        value={text}
        error={problem}
        onChange={(event) => {
          setText(event.currentTarget.value)
          setProblem(undefined)
        }}
      />
      <div className={styles.actions}>
        <Button type="submit">Use this worker</Button>
        {origin !== location.origin && (
          <Button variant="default" onClick={() => onUse(undefined)}>
            Use the address of this page
          </Button>
        )}
      </div>
    </form>
  )
}

import { Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { describeError } from '../messages/describe-error.ts'
import { usePortal } from '../portal/portal-context.tsx'
import type { Worker } from '../queries/worker-queries.ts'
import { connectPortalTo, portalProblemOptions, workerSessionOptions } from '../queries/worker-queries.ts'
import { Failed } from '../ui/failed.tsx'
import styles from './worker-gate.module.css'

/** The first step with a worker: its operator's code proves that this portal may be connected. */
export const ConnectPortalForm = ({ worker }: { readonly worker: Worker }) => {
  const portal = usePortal()
  const queries = useQueryClient()
  const [code, setCode] = useState('')
  const [problem, setProblem] = useState<string>()
  const connect = useMutation({
    mutationFn: () => connectPortalTo(portal, worker, code.trim()),
    onSuccess: () =>
      Promise.all(
        [portalProblemOptions(worker), workerSessionOptions(worker)].map(({ queryKey }) =>
          queries.resetQueries({ queryKey }),
        ),
      ),
  })
  const send = () => {
    if (connect.isPending) return
    if (code.trim()) connect.mutate()
    else setProblem('Give the setup code.')
  }
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <TextInput
        label="Setup code"
        description="Printed when the worker starts, or what its SETUP_CODE says."
        type="password"
        autoComplete="off"
        spellCheck={false}
        value={code}
        error={problem}
        onChange={(event) => {
          setCode(event.currentTarget.value)
          setProblem(undefined)
        }}
      />
      <div className={styles.actions}>
        <Button type="submit" loading={connect.isPending}>
          Connect this portal
        </Button>
      </div>
      {connect.isError && <Failed what="The portal was not connected" {...describeError(connect.error)} />}
    </form>
  )
}

import { Button } from '@mantine/core'
import { createStore, useStore } from 'zustand'
import styles from './bulk.module.css'

type Progress = { readonly done: number; readonly of: number }

/** How far a job is; only who shows it is drawn anew. */
export const createJobProgress = () => createStore<Progress>(() => ({ done: 0, of: 0 }))
export type JobProgressStore = ReturnType<typeof createJobProgress>

type JobProgressProps = {
  readonly label: string
  readonly store: JobProgressStore
  readonly onCancel?: () => void
}

const Bar = ({ label, store }: Pick<JobProgressProps, 'label' | 'store'>) => {
  const { done, of } = useStore(store)
  return (
    <>
      <progress aria-label={label} {...(of > 0 ? { value: done, max: of } : {})} />
      <span role="status">
        {label}
        {of > 0 && ` ${Math.floor((100 * done) / of)} %`}
      </span>
    </>
  )
}

export const JobProgress = ({ label, store, onCancel }: JobProgressProps) => (
  <div className={styles.progress}>
    <Bar label={label} store={store} />
    {onCancel && (
      <Button size="xs" variant="default" onClick={onCancel}>
        Cancel
      </Button>
    )}
  </div>
)

import { Button } from '@mantine/core'
import { useId, useRef, useState } from 'react'
import { describeError } from '../../messages/describe-error.ts'
import type { AvatarFile } from './bot-draft.ts'
import styles from './bot-form.module.css'
import { readAvatar } from './read-avatar.ts'

type AvatarFieldProps = {
  readonly avatar: AvatarFile | undefined
  readonly problem: string | undefined
  readonly onChange: (avatar: AvatarFile | undefined) => void
  readonly hint: string
}

export const AvatarField = ({ avatar, problem, onChange, hint }: AvatarFieldProps) => {
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [unreadable, setUnreadable] = useState<string>()
  const choose = async (file: File | undefined) => {
    if (!file) return
    try {
      const read = await readAvatar(file)
      setUnreadable('problem' in read ? read.problem : undefined)
      if ('avatar' in read) onChange(read.avatar)
    } catch (error) {
      setUnreadable(describeError(error).details)
    }
  }
  const clear = () => {
    if (input.current) input.current.value = ''
    setUnreadable(undefined)
    onChange(undefined)
  }
  const said = unreadable ?? problem
  return (
    <div>
      <label className={styles.label} htmlFor={id}>
        Avatar
      </label>
      <div className={styles.file}>
        <input
          ref={input}
          id={id}
          type="file"
          accept="image/*"
          aria-describedby={said ? `${id}-problem` : undefined}
          onChange={(event) => void choose(event.currentTarget.files?.[0])}
        />
        {avatar && (
          <Button size="compact-xs" variant="subtle" onClick={clear}>
            Remove {avatar.name}
          </Button>
        )}
      </div>
      {hint && <p className={styles.hint}>{hint}</p>}
      {said && (
        <p className={styles.problem} id={`${id}-problem`} role="alert">
          {said}
        </p>
      )}
    </div>
  )
}

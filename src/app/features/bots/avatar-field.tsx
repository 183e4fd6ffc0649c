import { Button } from '@mantine/core'
import { useId, useRef } from 'react'
import { describeError } from '../../messages/describe-error.ts'
import type { BotFormState } from './use-bot-form.ts'
import styles from './bot-form.module.css'
import { readAvatar } from './read-avatar.ts'

type AvatarFieldProps = { readonly form: BotFormState; readonly hint: string }

export const AvatarField = ({ form, hint }: AvatarFieldProps) => {
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const { avatar } = form.values
  const problem = form.errors.avatar
  const choose = async (file: File | undefined) => {
    if (!file) return
    try {
      form.setFieldValue('avatar', await readAvatar(file))
    } catch (error) {
      form.setFieldValue('avatar', { name: file.name, refusal: describeError(error).details })
    }
  }
  const clear = () => {
    if (input.current) input.current.value = ''
    form.setFieldValue('avatar', undefined)
    input.current?.focus()
  }
  return (
    <div>
      <label className={styles.label} htmlFor={id}>
        Avatar
      </label>
      <div className={styles.file}>
        <input
          ref={input}
          id={id}
          name="avatar"
          type="file"
          accept="image/png,image/jpeg,image/gif"
          aria-invalid={problem !== undefined}
          aria-describedby={problem ? `${id}-problem` : undefined}
          onChange={(event) => void choose(event.currentTarget.files?.[0])}
        />
        {avatar && (
          <Button size="compact-xs" variant="subtle" onClick={clear}>
            Remove {avatar.name}
          </Button>
        )}
      </div>
      {hint && <p className={styles.hint}>{hint}</p>}
      {problem && (
        <p className={styles.problem} id={`${id}-problem`} role="alert">
          {problem}
        </p>
      )}
    </div>
  )
}

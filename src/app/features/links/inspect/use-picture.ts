import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { readPicture, type PictureOutcome } from './read-picture.ts'

/** A picture that is being looked at; the newest one wins. */
export type PictureReading = {
  readonly read: (file: Blob) => void
  readonly isPending: boolean
  readonly outcome: PictureOutcome | undefined
}

export const usePicture = (onText: (text: string) => void): PictureReading => {
  const control = useRef<AbortController>(null)
  const job = useMutation({
    mutationFn: (file: Blob) => {
      control.current?.abort()
      control.current = new AbortController()
      return readPicture(file, control.current.signal)
    },
    onSuccess: (outcome) => {
      if (outcome.kind === 'found') onText(outcome.text)
    },
  })
  useEffect(() => () => control.current?.abort(), [])
  return { read: job.mutate, isPending: job.isPending, outcome: job.data }
}

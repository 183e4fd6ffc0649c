import { useEffect, useRef, useState } from 'react'

export type Choice = { readonly id: string; readonly name: string }

type PickerProps = {
  readonly title: string
  readonly choices: readonly Choice[]
  readonly multiple: boolean
  /** `undefined` when the person closed it without choosing. */
  readonly onDone: (picked: readonly Choice[] | undefined) => void
}

/** The portal's selection dialogs: people, access, CRM items. */
export const Picker = ({ title, choices, multiple, onDone }: PickerProps) => {
  const dialog = useRef<HTMLDialogElement>(null)
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  useEffect(() => {
    dialog.current?.showModal()
  }, [])
  const toggle = (id: string) => {
    const next = new Set(multiple ? picked : [])
    if (picked.has(id)) next.delete(id)
    else next.add(id)
    setPicked(next)
  }
  return (
    <dialog ref={dialog} className="picker" aria-label={title} onCancel={() => onDone(undefined)}>
      <h2>{title}</h2>
      <ul>
        {choices.map(({ id, name }) => (
          <li key={id}>
            <label>
              <input
                type={multiple ? 'checkbox' : 'radio'}
                name="picked"
                checked={picked.has(id)}
                onChange={() => toggle(id)}
              />
              {name}
            </label>
          </li>
        ))}
      </ul>
      <p className="picker-actions">
        <button
          type="button"
          className="primary"
          disabled={picked.size === 0}
          onClick={() => onDone(choices.filter(({ id }) => picked.has(id)))}
        >
          Select
        </button>
        <button type="button" onClick={() => onDone(undefined)}>
          Cancel
        </button>
      </p>
    </dialog>
  )
}

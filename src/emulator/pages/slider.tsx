import { useEffect, useRef, type ReactNode } from 'react'

type SliderProps = { readonly label: string; readonly onClose: () => void; readonly children: ReactNode }

/** A panel from the right, as the portal opens its pages; Escape and the button close it. */
export const Slider = ({ label, onClose, children }: SliderProps) => {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    dialog.current?.showModal()
  }, [])
  return (
    <dialog ref={dialog} className="slider" aria-label={label} onClose={onClose}>
      <button
        type="button"
        className="slider-close"
        aria-label="Close"
        onClick={() => dialog.current?.close()}
      >
        ✕
      </button>
      {children}
    </dialog>
  )
}

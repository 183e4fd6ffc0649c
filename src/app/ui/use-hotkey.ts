import { useEffect, useEffectEvent } from 'react'

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/** What is open in front takes the keys; a list behind it must not move. */
const isBehindDialog = (): boolean => document.querySelector('[role="dialog"][aria-modal="true"]') !== null

/** Runs `onPress` when the key is pressed anywhere but in a field or a dialog, without modifiers. */
export const useHotkey = (key: string, onPress: () => void) => {
  const press = useEffectEvent(onPress)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== key || event.ctrlKey || event.metaKey || event.altKey) return
      if (isTyping(event.target) || isBehindDialog()) return
      event.preventDefault()
      press()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [key])
}

/** An element that every one of these pages is made with. */
export const find = (id: string): HTMLElement => {
  const element = document.getElementById(id)
  if (!element) throw new Error(`the page has no #${id}`)
  return element
}

const title = document.title

/** The tab says what the page says, for whoever looks at another one. */
export const nameTab = (said: Element | null) => {
  const words = (said?.querySelector('.sign + span') ?? said)?.textContent.trim()
  document.title = words ? `${words} – ${title}` : title
}

/** Counts down to a moment (epoch milliseconds) in `#left`; with nothing left it says so, again and again. */
export const showTimeLeft = (until: () => number, onOver?: () => void) => {
  const tick = () => {
    const seconds = Math.max(0, Math.round((until() - Date.now()) / 1000))
    find('left').textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
    if (seconds === 0) onOver?.()
  }
  tick()
  setInterval(tick, 1000)
}

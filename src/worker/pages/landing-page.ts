import { find } from './page-parts.ts'

/** How long somebody may call the attempt off, and how long the app has to come to the front. */
const beforeMs = 2500
const afterMs = 2500
const rememberedName = 'short-link-way'

type Way = 'app' | 'browser' | 'copied'

/** Storage may be forbidden; then nothing is remembered. */
const store = (of: () => Storage) => ({
  read: (name: string): string | null => {
    try {
      return of().getItem(name)
    } catch {
      return null
    }
  },
  keep: (name: string, value: string): void => {
    try {
      of().setItem(name, value)
    } catch {
      // Then it is asked again the next time.
    }
  },
})
const always = store(() => localStorage)
const tab = store(() => sessionStorage)

const app = find('app') as HTMLAnchorElement // our own page, made that way
const address = find('address') as HTMLInputElement // the same
const remember = find('remember')
const checkbox = remember.querySelector('input')
const copy = find('copy')
// A tablet that says it is a Mac has fingers on it.
const isPhone =
  find('ways').dataset.device === 'phone' ||
  (navigator.platform.startsWith('Mac') && navigator.maxTouchPoints > 1)
const canTry = find('ways').dataset.device === 'desktop' && !isPhone

const tell = (way: Way) =>
  navigator.sendBeacon(
    `${location.pathname}/chosen`,
    new Blob([JSON.stringify({ way })], { type: 'application/json' }),
  )

let waiting: ReturnType<typeof setTimeout> | undefined
const stopTrying = () => {
  clearTimeout(waiting)
  find('trying').hidden = true
}

/** Nobody can be asked whether the app is there; when it comes, this window is left. */
const attempt = () => {
  stopTrying()
  let isLeft = false
  addEventListener('blur', () => (isLeft = true), { once: true })
  location.assign(app.href)
  setTimeout(() => {
    if (isLeft || document.hidden) tell('app')
    else find('tried').hidden = false
  }, afterMs)
}

const choose = (way: 'app' | 'browser') => {
  stopTrying()
  tell(way)
  if (checkbox?.checked) always.keep(rememberedName, way)
}

/** Once in a tab, and never behind somebody's back: a page that is fetched ahead of time is not seen. */
const tryOnce = () => {
  const name = `tried ${location.pathname.toLowerCase()}`
  if (document.hidden || tab.read(name) !== null) return
  tab.keep(name, 'yes')
  find('trying').hidden = false
  waiting = setTimeout(attempt, beforeMs)
}

if (isPhone) {
  find('phone').hidden = false
  app.hidden = true
}
remember.hidden = isPhone
copy.hidden = false

find('browser').addEventListener('click', () => choose('browser'))
app.addEventListener('click', () => choose('app'))
find('dont').addEventListener('click', () => {
  stopTrying()
  if (checkbox?.checked) always.keep(rememberedName, 'browser')
})
checkbox?.addEventListener('change', () => {
  if (checkbox.checked) return
  try {
    localStorage.removeItem(rememberedName)
  } catch {
    // Nothing was remembered.
  }
})
copy.addEventListener('click', () => {
  const done = () => {
    find('said').textContent = copy.dataset.copied ?? ''
    tell('copied')
  }
  address.select()
  // Without https there is no clipboard; what is selected can be copied by hand.
  void navigator.clipboard?.writeText(address.value).then(done, () => undefined)
})

if (checkbox) checkbox.checked = always.read(rememberedName) !== null
if (canTry && always.read(rememberedName) !== 'browser') {
  tryOnce()
  document.addEventListener('visibilitychange', tryOnce)
}

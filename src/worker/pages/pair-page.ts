import type { StarterView } from '../../contract/pairing/site-api.ts'
import { find, nameTab, showTimeLeft } from './page-parts.ts'

const pollMs = 3000

const about = find('pairing').dataset
const base = `/pair/${about.site ?? ''}`
let expiresAt = Number(about.expires)
let state = about.at ?? 'pending'
let isCollecting = false

const showState = () => {
  for (const section of document.querySelectorAll<HTMLElement>('[data-state]'))
    section.hidden = !(section.dataset.state ?? '').split(' ').includes(state)
  find('foot').hidden = isOver()
  if (isOver()) find('not-cancelled').hidden = true
  nameTab(
    [...document.querySelectorAll('[data-state] .now')].find((line) => !line.closest('[hidden]')) ?? null,
  )
}

/** With the policy `plain`, this browser's cookie is all that it takes. */
const collect = async () => {
  if (isCollecting || about.policy !== 'plain' || state !== 'confirmed') return
  isCollecting = true
  const answer = await fetch(`${base}/collect`, { method: 'POST' })
  if (!answer.ok) {
    isCollecting = false
    if (answer.status >= 500 || answer.status === 429) setTimeout(tryCollect, pollMs)
    return
  }
  const { redirect } = (await answer.json()) as { redirect: string } // our own route, typed there
  location.assign(redirect)
}

const tryCollect = () => {
  collect().catch(() => {
    isCollecting = false
    setTimeout(tryCollect, pollMs)
  })
}

const take = (view: StarterView) => {
  // The cookie is by now that of another pairing: started in another tab, it has taken this one's place.
  const isReplaced = view.id !== about.id
  state = isReplaced ? 'declined' : view.state
  if (!isReplaced) ({ expiresAt } = view)
  const ending = isReplaced ? 'replaced' : view.ending
  for (const line of document.querySelectorAll<HTMLElement>('[data-ending]'))
    line.hidden = line.dataset.ending !== ending
  for (const part of document.querySelectorAll<HTMLElement>('[data-asked]'))
    part.hidden = (part.dataset.asked === 'yes') !== view.isAsked
  find('offline').hidden = true
  showState()
  tryCollect()
}

const isOver = () => ['consumed', 'declined', 'expired'].includes(state)

/** Where a stream cannot be kept open, the state is asked for, at the pace the worker names. */
const poll = async (): Promise<void> => {
  if (isOver()) return
  let waitMs = pollMs
  try {
    const answer = await fetch(`${base}/status`)
    const seconds = Number(answer.headers.get('retry-after'))
    if (seconds > 0) waitMs = seconds * 1000
    if (answer.status >= 500) find('offline').hidden = false
    if (answer.ok) take((await answer.json()) as StarterView)
    if (answer.status === 404) location.reload()
  } catch {
    find('offline').hidden = false
  }
  setTimeout(() => void poll(), waitMs)
}

const listen = () => {
  const stream = new EventSource(`${base}/events`)
  stream.addEventListener('state', (event) => {
    take(JSON.parse(String(event.data)) as StarterView)
    if (isOver()) stream.close()
  })
  stream.onerror = () => {
    stream.close()
    if (!isOver()) void poll()
  }
}

const cancel = async () => {
  find('not-cancelled').hidden = true
  const body = new URLSearchParams({ pairing: about.id ?? '' })
  const answer = await fetch(`${base}/cancel`, { method: 'POST', body })
  // With 404 there was nothing to cancel any more: what there is instead, the page shows.
  if (!answer.ok && answer.status !== 404) throw new Error(`answered ${answer.status}`)
  location.reload()
}

find('cancel').addEventListener('click', () => {
  cancel().catch(() => (find('not-cancelled').hidden = false))
})
for (const button of document.querySelectorAll<HTMLElement>('[data-copy]')) {
  button.hidden = false
  button.addEventListener('click', () => {
    const words = button.textContent
    void navigator.clipboard.writeText(button.dataset.copy ?? '').then(() => {
      button.textContent = button.dataset.copied ?? ''
      setTimeout(() => (button.textContent = words), 2000)
    })
  })
}

showTimeLeft(() => expiresAt)
showState()
if (!isOver()) listen()
tryCollect()

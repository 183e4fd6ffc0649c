import type { FinishView } from '../../contract/pairing/site-api.ts'
import { find, nameTab, showTimeLeft } from './page-parts.ts'

const panels = ['waiting', 'ask', 'away', 'elsewhere', 'gone', 'stopped'] as const
const longestWaitMs = 60_000
/** A worker that takes longer is as good as away. */
const answerMs = 15_000

/** Kept by this page alone: it leaves the address bar and the history at once. */
const secret = location.hash.slice(1)
history.replaceState(null, '', location.pathname)

let view: FinishView | undefined
let waitMs = 5000
let next: ReturnType<typeof setTimeout> | undefined

const show = (id: (typeof panels)[number]) => {
  for (const one of panels) find(one).hidden = one !== id
  const isOpen = id === 'waiting' || id === 'ask' || id === 'away'
  find('time').hidden = !view || !isOpen
  find('home').hidden = !view || id === 'waiting' || id === 'ask'
  find('home').classList.toggle('primary', id !== 'away')
  nameTab(find(id === 'ask' ? 'question' : id))
}

/** An answer that says nothing about the pairing: too many questions, or a worker that is not there. */
class NotNow extends Error {
  readonly seconds: number
  constructor(seconds: number) {
    super('not now')
    this.seconds = seconds
  }
}

const post = async (path: string, body: object): Promise<Response> => {
  const headers = { 'content-type': 'application/json' }
  const signal = AbortSignal.timeout(answerMs)
  const answer = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body), signal })
  if (answer.ok || answer.status === 404 || answer.status === 409) return answer
  throw new NotNow(Number(answer.headers.get('retry-after')))
}

/** Does it, and where no answer comes does it again: after a while by itself, at once when the person says so. */
const attempt = async (act: () => Promise<void>): Promise<void> => {
  clearTimeout(next)
  show('waiting')
  try {
    await act()
  } catch (error) {
    const asked = error instanceof NotNow ? error.seconds * 1000 : 0
    next = setTimeout(() => void attempt(act), asked > 0 ? asked : waitMs)
    waitMs = Math.min(longestWaitMs, waitMs * 2)
    find('again').onclick = () => void attempt(act)
    show('away')
  }
}

const look = async () => {
  const answer = await post('/finish/look', { secret })
  if (!answer.ok) return show(answer.status === 409 ? 'elsewhere' : 'gone')
  view = (await answer.json()) as FinishView // our own route, typed there
  const { site, userName, expiresAt } = view
  const question = find('question')
  question.textContent = (question.dataset.words ?? '')
    .replace('{site}', () => `${site.name} (${site.host})`)
    .replace('{user}', () => userName)
  const home = find('home')
  home.textContent = (home.dataset.words ?? '').replace('{site}', () => site.name)
  home.setAttribute('href', `${site.home}/`)
  showTimeLeft(() => expiresAt)
  show('ask')
  find('yes').focus()
}

/** The result is handed out once: after an answer that was lost, the next one says that the link is used up. */
const finish = async () => {
  const answer = await post('/finish', { secret })
  if (!answer.ok) return show('gone')
  const { redirect } = (await answer.json()) as { redirect: string } // our own route, typed there
  location.assign(redirect)
}

const stop = async () => {
  // The cookie may be that of a newer pairing by now, which nobody wants to stop here.
  const looked = await post('/finish/look', { secret })
  if (!looked.ok) return show('gone')
  const answer = await post(`/pair/${view?.siteId ?? ''}/cancel`, {})
  show(answer.ok ? 'stopped' : 'gone')
}

find('yes').addEventListener('click', () => void attempt(finish))
find('no').addEventListener('click', () => void attempt(stop))
void attempt(look)

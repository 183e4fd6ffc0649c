import type { FinishView } from '../../contract/pairing/site-api.ts'
import { find, nameTab, showTimeLeft } from './page-parts.ts'

type Ending = 'elsewhere' | 'gone' | 'stopped'
const panels = ['waiting', 'ask', 'away', 'elsewhere', 'gone', 'stopped'] as const
const longestWaitMs = 60_000
/** A worker that takes longer is as good as away. */
const answerMs = 15_000
/** How often it is asked whether the time is over for the worker, too: this machine's clock may be wrong. */
const overMs = 10_000

/** What a reload finds again. The secret leaves the address at once, for people copy addresses. */
type Kept = { readonly secret?: string; readonly site?: FinishView['site']; readonly ending?: Ending }
const kept = (history.state ?? {}) as Kept // written by this page alone
const inAddress = location.hash.slice(1)
const secret = inAddress || kept.secret
let site = inAddress ? undefined : kept.site
const keep = (what: Kept) => history.replaceState(what, '', location.pathname)
keep(inAddress ? { secret: inAddress } : kept)
// Another link in this tab changes the fragment alone: what is asked, and the secret, begin anew.
addEventListener('hashchange', () => location.reload())

let view: FinishView | undefined
let waitMs = 5000
let next: ReturnType<typeof setTimeout> | undefined

const show = (id: (typeof panels)[number]) => {
  for (const one of panels) find(one).hidden = one !== id
  const isOpen = id === 'waiting' || id === 'ask' || id === 'away'
  const home = find('home')
  if (site) {
    const { name, home: origin } = site
    home.textContent = (home.dataset.words ?? '').replace('{site}', () => name)
    home.setAttribute('href', `${origin}/`)
  }
  home.hidden = !site || id === 'waiting' || id === 'ask'
  home.classList.toggle('primary', id !== 'away')
  find('time').hidden = !view || !isOpen
  nameTab(find(id === 'ask' ? 'question' : id))
}

/** The secret is worth nothing from here on. */
const end = (id: Ending) => {
  keep({ ...(site && { site }), ending: id })
  show(id)
}

/** An answer that says nothing about the pairing: too many questions, or a worker that is not there. */
class NotNow extends Error {
  readonly seconds: number
  constructor(seconds: number) {
    super('not now')
    this.seconds = seconds
  }
}

const post = async (path: string, body: string | URLSearchParams): Promise<Response> => {
  const headers: HeadersInit = typeof body === 'string' ? { 'content-type': 'application/json' } : {}
  const signal = AbortSignal.timeout(answerMs)
  const answer = await fetch(path, { method: 'POST', headers, body, signal })
  if (answer.ok || answer.status === 404 || answer.status === 409) return answer
  throw new NotNow(Number(answer.headers.get('retry-after')))
}
const postSecret = (path: string) => post(path, JSON.stringify({ secret }))

const showAway = (act: () => Promise<void>) => {
  const away = find('away')
  const words = away.querySelector('.sign + span')
  if (words) words.textContent = (act === stop ? away.dataset.stop : away.dataset.finish) ?? ''
  find('give-up').hidden = !view || act === stop
  find('again').onclick = () => void attempt(act)
  show('away')
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
    showAway(act)
  }
}

let askedAt = 0
/** At the end of the time the worker says whether it is; where it says nothing, it is asked once more later. */
const lookWhetherOver = async () => {
  if (find('ask').hidden || Date.now() - askedAt < overMs) return
  askedAt = Date.now()
  const answer = await postSecret('/finish/look')
  // By now the person may have answered.
  if (!answer.ok && !find('ask').hidden) end(answer.status === 409 ? 'elsewhere' : 'gone')
}

const look = async () => {
  const answer = await postSecret('/finish/look')
  if (!answer.ok) return end(answer.status === 409 ? 'elsewhere' : 'gone')
  const seen = (await answer.json()) as FinishView // our own route, typed there
  view = seen
  site = seen.site
  keep({ ...(secret && { secret }), site })
  const question = find('question')
  question.textContent = (question.dataset.words ?? '')
    .replace('{site}', () => `${seen.site.name} (${seen.site.host})`)
    .replace('{user}', () => seen.userName)
  showTimeLeft(
    () => seen.expiresAt,
    () => void lookWhetherOver().catch(() => undefined),
  )
  show('ask')
  find('yes').focus()
}

/** The result is handed out once: after an answer that was lost, the next one says that the link is used up. */
const finish = async () => {
  const answer = await postSecret('/finish')
  if (!answer.ok) return end('gone')
  const { redirect } = (await answer.json()) as { redirect: string } // our own route, typed there
  keep(site ? { site } : {})
  location.assign(redirect)
}

const stop = async () => {
  const about = new URLSearchParams({ pairing: view?.pairingId ?? '' })
  const answer = await post(`/pair/${view?.siteId ?? ''}/cancel`, about)
  end(answer.ok ? 'stopped' : 'gone')
}

find('yes').addEventListener('click', () => void attempt(finish))
for (const id of ['no', 'give-up']) find(id).addEventListener('click', () => void attempt(stop))
if (!secret && kept.ending) show(kept.ending)
else void attempt(look)

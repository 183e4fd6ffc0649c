import type { FinishView } from '../../contract/pairing/site-api.ts'

const find = (id: string): HTMLElement => {
  const element = document.getElementById(id)
  if (!element) throw new Error(`the page has no #${id}`)
  return element
}

const show = (id: string) => {
  for (const one of ['waiting', 'ask', 'elsewhere', 'gone']) find(one).hidden = one !== id
}

const secret = location.hash.slice(1)
// The secret leaves the address bar and the history at once.
history.replaceState(null, '', location.pathname)

const post = (path: string): Promise<Response> =>
  fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ secret }),
  })

const look = async () => {
  const answer = await post('/finish/look')
  if (!answer.ok) return show(answer.status === 409 ? 'elsewhere' : 'gone')
  const view = (await answer.json()) as FinishView // our own route, typed there
  const question = find('question')
  const site = `${view.site.name} (${view.site.host})`
  question.textContent = (question.dataset.words ?? '')
    .replace('{site}', site)
    .replace('{user}', view.userName)
  find('yes').addEventListener('click', () => void finish())
  find('no').addEventListener('click', () => {
    void fetch(`/pair/${view.siteId}/cancel`, { method: 'POST' }).finally(() => show('gone'))
  })
  show('ask')
  find('yes').focus()
}

const finish = async () => {
  show('waiting')
  const answer = await post('/finish')
  if (!answer.ok) return show('gone')
  const { redirect } = (await answer.json()) as { redirect: string }
  location.assign(redirect)
}

look().catch(() => show('gone'))

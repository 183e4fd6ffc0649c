import { html, raw } from 'hono/html'
import type { Context } from 'hono'
import encodeQR from 'qr'
import type { StarterView } from '../../contract/pairing/site-api.ts'
import { endings, type Ending, type Purpose } from '../../contract/pairing/pairing-words.ts'
import { page } from './page-shell.ts'
import type { PageTexts } from './page-texts/en.ts'
import { deviceOf } from './visitor.ts'

/** What a start address shows before anything has started. */
export const startPage = (c: Context, of: { texts: PageTexts; site: string; start: string }) =>
  page(c, {
    texts: of.texts,
    title: of.texts.title.sign_in,
    script: 'start-page.js',
    body: html`<h1>${of.texts.title.sign_in}</h1>
      <form method="post" action="/pair/${of.site}/start">
        <input type="hidden" name="start" value="${of.start}" />
        <button class="primary">${of.texts.start}</button>
      </form>`,
  })

/** For every address that is unknown, used, too old or another browser's: the same words. */
export const gonePage = (c: Context, texts: PageTexts) =>
  page(
    c,
    {
      texts,
      title: texts.gone,
      body: html`<h1>${texts.gone}</h1>
        <p>${texts.goneHint}</p>`,
    },
    404,
  )

/** Too many began from one address at once. */
export const busyPage = (c: Context, texts: PageTexts) =>
  page(
    c,
    {
      texts,
      title: texts.busy,
      body: html`<h1>${texts.busy}</h1>
        <p>${texts.busyHint}</p>`,
    },
    429,
  )

/** What is broken, or may be an attack; every other ending is only something to look at. */
const badEndings: readonly Ending[] = ['startedElsewhere', 'notAsked']

/** A sentence with a sign before it, so that its colour does not speak alone. */
const notice = (tone: 'look' | 'bad', words: string, attributes = raw('')) =>
  html`<p class="now ${tone}" ${attributes}>
    <span class="sign" aria-hidden="true">${tone === 'bad' ? '×' : '!'}</span><span>${words}</span>
  </p>`

/** Links, code to scan and live state. Every state's words are in the page; the script shows the one that holds, and what only works with it. */
export const pairPage = (
  c: Context,
  of: { texts: PageTexts; site: string; view: StarterView; purpose: Purpose },
) => {
  const { texts, site, view, purpose } = of
  const isPhone = deviceOf(c.req.header('user-agent') ?? '') === 'phone' // no app opens there
  const qr = encodeQR(view.webLink, 'svg', { ecc: 'medium', border: 2 })
  const confirmed = view.policy === 'plain' ? texts.confirmedPlain : texts.confirmedFinish
  const chat = html`<a class="button" href="${view.chatLink}" target="_blank" rel="noreferrer"
    >${texts.openChat}</a
  >`
  const when = (state: string) => raw(`data-state="${state}"${view.state === state ? '' : ' hidden'}`)
  const whenEnded = (ending: string) =>
    raw(`data-ending="${ending}"${view.ending === ending ? '' : ' hidden'}`)
  return page(c, {
    texts,
    title: texts.title[purpose],
    script: 'pair-page.js',
    body: html`<header>
        <h1>${texts.title[purpose]}</h1>
        <p class="site"><b>${view.site.name}</b> <span class="second">${view.site.host}</span></p>
      </header>
      ${notice('look', texts.offline, raw('id="offline" role="status" hidden'))}
      ${notice('look', texts.cancelFailed, raw('id="not-cancelled" role="alert" hidden'))}
      <div
        id="pairing"
        data-site="${site}"
        data-policy="${view.policy}"
        data-at="${view.state}"
        data-expires="${view.expiresAt}"
        data-id="${view.id}"
      ></div>
      <section ${when('pending')}>
        <p class="now" role="status">${texts.waiting}</p>
        <div class="ways">
          <figure>
            <div class="qr" role="img" aria-label="${texts.scan}">${raw(qr)}</div>
            <figcaption>${texts.scan}</figcaption>
          </figure>
          <div class="buttons">
            <a class="button primary" href="${view.webLink}" target="_blank" rel="noreferrer"
              >${texts.openBrowser}</a
            >
            ${isPhone ? '' : html`<a class="button" href="${view.appLink}">${texts.openApp}</a>`}
            <button type="button" data-copy="${view.webLink}" data-copied="${texts.copied}" hidden>
              ${texts.copyLink}
            </button>
          </div>
        </div>
        <p class="second small">${texts.scanHint}</p>
        <p class="second small">${texts.notReached}</p>
      </section>
      <section ${when('awaiting_confirm')}>
        <p class="now" role="status" data-asked="no" ${raw(view.isAsked ? 'hidden' : '')}>${texts.asking}</p>
        <div data-asked="yes" ${raw(view.isAsked ? '' : 'hidden')}>
          <p class="now" role="status">${texts.asked}</p>
          <p>${texts.askedHint}</p>
        </div>
        ${chat}
      </section>
      <section ${when('confirmed')}>
        <p class="now good" role="status">${confirmed}</p>
        ${view.policy === 'finish' ? chat : ''}
      </section>
      <section ${when('consumed')}><p class="now good" role="status">${texts.consumed}</p></section>
      <section data-state="declined expired" ${view.ending ? '' : raw('hidden')}>
        ${endings.map((ending) =>
          notice(
            badEndings.includes(ending) ? 'bad' : 'look',
            texts.endings[ending],
            raw(`role="status" ${whenEnded(ending)}`),
          ),
        )}
        <a class="button primary" href="${view.site.home}/" rel="noreferrer"
          >${texts.backTo.replace('{site}', view.site.name)}</a
        >
      </section>
      <footer id="foot" hidden>
        <span class="second">${texts.timeLeft} <b id="left">–</b></span>
        <button type="button" id="cancel">${texts.cancel}</button>
      </footer>
      <noscript><p>${texts.noScript}</p></noscript>`,
  })
}

/** The page behind "Finish" in the chat: the secret is in the fragment, which no server and no log sees. */
export const finishPage = (c: Context, texts: PageTexts) =>
  page(c, {
    texts,
    title: texts.finishTitle,
    script: 'finish-page.js',
    body: html`<h1>${texts.finishTitle}</h1>
      <p class="now" id="waiting" role="status" hidden>${texts.starting}</p>
      <section id="ask" hidden>
        <p id="question" data-words="${texts.finishAsks}"></p>
        <div class="buttons row">
          <button type="button" class="primary" id="yes">${texts.finishYes}</button>
          <button type="button" id="no">${texts.finishNo}</button>
        </div>
      </section>
      <section id="away" data-finish="${texts.finishAway}" data-stop="${texts.finishStopAway}" hidden>
        ${notice('look', texts.finishAway, raw('role="alert"'))}
        <div class="buttons row">
          <button type="button" class="primary" id="again">${texts.tryAgain}</button>
          <button type="button" id="give-up">${texts.finishNo}</button>
        </div>
      </section>
      ${notice('bad', texts.finishElsewhere, raw('id="elsewhere" role="alert" hidden'))}
      ${notice('look', texts.finishGone, raw('id="gone" role="alert" hidden'))}
      ${notice('look', texts.finishStopped, raw('id="stopped" role="alert" hidden'))}
      <p class="second" id="time" hidden>${texts.timeLeft} <b id="left">–</b></p>
      <a class="button" id="home" data-words="${texts.backTo}" rel="noreferrer" hidden></a>
      <noscript><p>${texts.noScript}</p></noscript>`,
  })

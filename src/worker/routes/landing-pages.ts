import type { Context } from 'hono'
import { html, raw } from 'hono/html'
import type { ShortLink } from '../links/short-link.ts'
import { landingTextsFor } from './landing-texts.ts'
import type { LandingTexts } from './landing-texts/en.ts'
import { page } from './page-shell.ts'
import type { Device } from './visitor.ts'

/** The words with what they are about; replaced by a function, so that no `$` in a name means anything. */
const filled = (words: string, { botName }: ShortLink, portal: string): string =>
  words.replace(/\{(bot|portal)\}/g, (_, name) => (name === 'bot' ? botName : portal))

const style = 'landing-page.css'

/** Two ways into the chat and its address; the script adds the attempt, the memory and the copying. */
export const landingPage = (
  c: Context,
  of: {
    readonly link: ShortLink
    /** Host of the portal. */
    readonly portal: string
    readonly webLink: string
    readonly appLink: string
    readonly device: Device
  },
) => {
  const { link, portal, webLink, appLink, device } = of
  const texts = landingTextsFor(c)
  const title = link.title || filled(texts.title, link, portal)
  const hiddenUnless = (isShown: boolean) => raw(isShown ? '' : 'hidden')
  return page(c, {
    texts,
    title,
    style,
    script: 'landing-page.js',
    body: html`<h1>${title}</h1>
      <p class="says">${link.text || filled(texts.says, link, portal)}</p>
      <dl>
        <dt>${texts.portal}</dt>
        <dd>${portal}</dd>
        <dt>${texts.bot}</dt>
        <dd>${link.botName}</dd>
      </dl>
      <p class="now look" id="phone" ${hiddenUnless(device === 'phone')}>
        <span class="sign" aria-hidden="true">!</span><span>${texts.phone}</span>
      </p>
      <div class="buttons" id="ways" data-device="${device}">
        <a class="button primary" id="browser" href="${webLink}" rel="noreferrer">${texts.openBrowser}</a>
        <a class="button" id="app" href="${appLink}" ${hiddenUnless(device !== 'phone')}>${texts.openApp}</a>
      </div>
      <p class="now" id="trying" role="status" hidden>
        <span>${texts.trying} …</span> <button type="button" id="dont">${texts.dont}</button>
      </p>
      <p class="second" id="tried" role="status" hidden>${texts.tried}</p>
      <label id="remember" hidden><input type="checkbox" /> ${texts.remember}</label>
      <p class="second small">${texts.signIn}</p>
      <label for="address" class="second small">${texts.address}</label>
      <div class="address">
        <input id="address" readonly value="${webLink}" />
        <button type="button" id="copy" data-copied="${texts.copied}" hidden>${texts.copy}</button>
      </div>
      <p id="said" class="second small" role="status"></p>`,
  })
}

/** Where a link leads, without opening it. */
export const previewPage = (
  c: Context,
  link: ShortLink,
  portal: string,
  brought: ShortLink['parameters'],
) => {
  const query = new URLSearchParams(brought.map(([name, value]) => [name, value])).toString()
  const texts = landingTextsFor(c)
  const until =
    link.expiresAt === null
      ? texts.noEnd
      : `${new Intl.DateTimeFormat(texts.lang, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(link.expiresAt)} UTC`
  return page(c, {
    texts,
    title: texts.leadsTo,
    style,
    body: html`<h1>${texts.leadsTo}</h1>
      <p>${filled(texts.says, link, portal)}</p>
      <dl>
        <dt>${texts.portal}</dt>
        <dd>${portal}</dd>
        <dt>${texts.bot}</dt>
        <dd>${link.botName}</dd>
        <dt>${texts.validUntil}</dt>
        <dd>${until}</dd>
      </dl>
      <a class="button" href="/${link.slug}${query && `?${query}`}">${texts.goOn}</a>`,
  })
}

const words = (
  c: Context,
  status: 404 | 410 | 429,
  pick: (texts: LandingTexts) => readonly [string, string],
) => {
  const texts = landingTextsFor(c)
  const [title, hint] = pick(texts)
  const body = html`<h1>${title}</h1>
    <p>${hint}</p>`
  return page(c, { texts, title, style, body }, status)
}

/** Which end it came to, and whom to ask; nothing else of the link. */
export const overPage = (c: Context, state: Exclude<ShortLink['state'], 'active'>) =>
  words(c, 410, ({ over, askGiver, usedUpHint }) => [
    over[state],
    state === 'usedUp' ? `${askGiver} ${usedUpHint}` : askGiver,
  ])

export const unknownLinkPage = (c: Context) =>
  words(c, 404, ({ unknown, unknownHint }) => [unknown, unknownHint])

/** Neither whether there is such a link nor where it leads can be told now; the same address is tried again. */
export const awayPage = (c: Context) => {
  const texts = landingTextsFor(c)
  const { away: title, awayHint, tryAgain } = texts
  const body = html`<h1>${title}</h1>
    <p>${awayHint}</p>
    <a class="button" href="">${tryAgain}</a>`
  return page(c, { texts, title, style, body }, 503)
}

export const tooManyTriedPage = (c: Context) => words(c, 429, ({ busy, busyHint }) => [busy, busyHint])

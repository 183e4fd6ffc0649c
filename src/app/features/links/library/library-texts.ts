import { contextFindings } from '../../../../contract/deep-link/context-findings.ts'
import type { FileProblem } from '../../../../contract/links/library-file.ts'
import type { SavedLink } from '../../../../contract/links/saved-link.ts'
import { describeError, type ErrorText } from '../../../messages/describe-error.ts'
import { LibraryError, type LibraryPlace } from '../../../queries/library-store.ts'
import type { LinkTrouble } from './sweep-links.ts'

/** Where what somebody saves goes, said once above the list. */
export const homeTexts: Readonly<Record<LibraryPlace, string>> = {
  shared: 'What you save is shared with everybody who uses this app in the portal.',
  own: 'What you save is yours alone. What admins share you can use and copy, not change.',
  browser:
    'What you save stays in this browser: only an app inside a portal can keep links there. Export them to carry them elsewhere.',
}

const errorTexts: Readonly<Record<LibraryError['code'], readonly [means: string, advice: string]>> = {
  full: [
    'The library holds 1 MB, and this would make it larger.',
    'Export what is rarely needed and delete it here.',
  ],
  notKept: [
    'The portal took the change and has not kept it: somebody else wrote at the same moment.',
    'Try again.',
  ],
  browserRefused: [
    'This browser keeps no more data for this page, or none at all.',
    'Free some space or allow it to keep data; export what must not be lost.',
  ],
}

/** What kept a change from being made. */
export const describeLibraryError = (error: unknown): ErrorText => {
  if (!(error instanceof LibraryError)) return describeError(error)
  const [means, advice] = errorTexts[error.code]
  return { means, advice, details: error.message }
}

/** Why a whole file was not read, and what to do. */
export const fileProblemTexts: Readonly<Record<FileProblem, string>> = {
  tooLarge: 'The file is larger than 10 MB. A library fits into a tenth of that; choose the exported file.',
  notJson: 'This is no JSON file. Choose one that was exported here; a table goes to bulk instead.',
  notOurs: 'This is JSON, but no library of links. Choose a file that was exported here.',
  newer: 'A newer console has written this file. Update this one, or export again from an older one.',
  empty: 'The file holds no links.',
}

/** What has changed under a link, in a sentence. */
export const troubleText = (trouble: LinkTrouble): string => {
  switch (trouble.kind) {
    case 'portalChanged':
      return `It leads to ${new URL(trouble.was).host}, not to this portal.`
    case 'botGone':
      return trouble.successor
        ? `Its bot is gone. One with the same code is there: ${trouble.successor.name} (${trouble.successor.id}).`
        : 'Its bot is gone: the link opens a chat nobody answers in.'
    case 'codeChanged':
      return `Another bot has its id now: ${trouble.is} instead of ${trouble.was}.`
    case 'typeChanged':
      return `Its bot was of type ${trouble.was} and is ${trouble.is} now.`
  }
}

/** What was exported; whoever gets the file reads the contexts in it. */
export const exportText = (links: readonly SavedLink[]): string => {
  const secret = links.filter(({ recipe }) =>
    contextFindings(recipe.context).some(({ code }) => code === 'secret'),
  ).length
  const said = `${countOf(links.length)} exported.`
  return secret === 0
    ? said
    : `${said} ${countOf(secret)} among them ${secret === 1 ? 'holds' : 'hold'} what looks like a secret: hand the file to nobody who must not see it.`
}

/** `1 link`, `3 links`. */
export const countOf = (count: number, noun = 'link'): string => `${count} ${noun}${count === 1 ? '' : 's'}`

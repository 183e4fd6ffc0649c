import { showControls } from './show-controls.ts'

/** A name as it looks: what cannot be seen or told apart on the screen does not count when it is typed. */
const asSeen = (name: string): string =>
  showControls(name)
    .normalize('NFKC')
    .replace(/[\ufffd\u00ad\u200b-\u200d\u2060\ufeff\ufe0f]/g, '')
    .replace(/\s+/g, ' ')
    .trim()

/** What is to be typed to confirm that this bot is meant: its name, or its code where the name has nothing to type. */
export const confirmationOf = ({ name, code }: { readonly name: string; readonly code: string }): string =>
  asSeen(name) || code

/** Whether what was typed is what was asked for, as far as somebody can see. */
export const isConfirmed = (typed: string, confirmation: string): boolean =>
  asSeen(typed) !== '' && asSeen(typed) === asSeen(confirmation)

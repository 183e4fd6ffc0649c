import { eventParts, sourceKinds } from '../../events/event-filter.ts'
import type { QueryProblem } from '../../events/query/parse-query.ts'
import { showControls } from '../../ui/show-controls.ts'
import type { TermKey } from '../../events/query/query-terms.ts'

/** Enough of a part of a query to know it by. */
export const beginningOf = (text: string): string => {
  const shown = showControls(text)
  return shown.length > 60 ? `${shown.slice(0, 60)}…` : shown
}

/** What each term narrows to, in a few words. */
export const termHints: Readonly<Record<TermKey, string>> = {
  type: 'part of the event’s name',
  bot: 'id, or part of its name',
  user: 'id, or part of a name',
  dialog: 'id, or part of a chat’s name',
  text: 'names and the beginning of texts',
  after: '14:00, 2026-11-20, 2h ago',
  before: '14:00, 2026-11-20, 2h ago',
  has: 'keyboard, files, problem …',
  source: 'which way it came',
  message: 'all about one message, by id',
  id: '100..200',
  payload: 'anywhere in the event; slower',
}

/** Values that are known beforehand. */
export const fixedValues: Readonly<Partial<Record<TermKey, readonly (readonly [string, string])[]>>> = {
  has: eventParts.map((part) => [part, part === 'problem' ? 'not as documented' : '']),
  source: sourceKinds.map((source) => [
    source,
    { bot: 'a bot’s queue', user: 'a user’s events', tap: 'the worker’s tap', file: 'a file' }[source],
  ]),
  after: [
    ['15m', '15 minutes ago'],
    ['1h', 'an hour ago'],
    ['1d', 'a day ago'],
    ['00:00', 'today'],
  ],
  before: [
    ['15m', '15 minutes ago'],
    ['1h', 'an hour ago'],
    ['1d', 'a day ago'],
    ['00:00', 'today'],
  ],
}

const valueHelp: Readonly<Partial<Record<TermKey, string>>> = {
  after: 'A time is 14:00, 2026-11-20, 2026-11-20T14:00, or 2h for two hours ago.',
  before: 'A time is 14:00, 2026-11-20, 2026-11-20T14:00, or 2h for two hours ago.',
  has: `It takes ${eventParts.join(', ')}.`,
  source: `It takes ${sourceKinds.join(', ')}.`,
  id: 'It takes a number or a range: 100..200.',
  message: 'It takes a message’s id.',
}

/** A problem in words, and what was done about it. */
export const problemText = ({ code, key }: QueryProblem): string => {
  switch (code) {
    case 'unknownTerm':
      return 'There is no such term; it is left out. To look for it as text, put it in quotes.'
    case 'noValue':
      return 'It has no value; it is left out.'
    case 'badValue':
      return `This value is left out. ${(key && valueHelp[key]) ?? ''}`.trim()
    case 'later':
      return 'This is still to come: nothing has happened after it.'
    case 'unclosedQuote':
      return 'The quote is not closed; all that follows is taken as said in it.'
    case 'unclosedGroup':
      return 'The parenthesis is not closed; it is taken to end with the filter.'
    case 'strayClose':
      return 'This parenthesis closes nothing; it is passed over.'
    case 'emptyGroup':
      return 'There is nothing in it; it is left out.'
    case 'danglingOr':
      return 'OR needs something on both sides; it is passed over.'
    case 'danglingNot':
      return 'Nothing follows to be turned around; it is passed over.'
    case 'tooDeep':
      return 'Too many parentheses in one another; they are passed over from here.'
    case 'tooLong':
      return 'The filter is too long; the rest is not read.'
  }
}

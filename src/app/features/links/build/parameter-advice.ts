import type { LinkParameter } from '../../../../contract/links/saved-link.ts'
import { isTakenName, isUtmName } from '../../../../contract/links/link-parameters.ts'

/** What is wrong with a parameter, if anything; `mended` is a value that one click can put there. */
export type ParameterAdvice = {
  readonly problem?: string
  readonly hint?: string
  readonly mended?: string
}

const tidy = (value: string): string => value.trim().toLowerCase().replaceAll(/\s+/g, '-')

/** As much as the library keeps of one; far more than any statistics program reads. */
const longestName = 100
const longestValue = 1000
const mostParameters = 30

/** Statistics take `Mail` and `mail` for two sources; names of the portal's own would open something else. */
export const adviceForParameter = (name: string, value: string): ParameterAdvice => {
  if (isTakenName(name)) return { problem: 'The portal reads this name itself: something else would open.' }
  if (name === '' && value !== '') return { problem: 'Give the parameter a name.' }
  if (name.length > longestName) return { problem: `At most ${longestName} characters.` }
  if (value.length > longestValue)
    return { problem: `At most ${longestValue} characters; this has ${value.length}.` }
  if (!isUtmName(name) || name === 'utm_term' || value === tidy(value)) return {}
  return { hint: 'Statistics tell capitals and spaces apart.', mended: tidy(value) }
}

/** What keeps the parameters from standing in a link, as a whole. */
export const parametersTrouble = (parameters: readonly LinkParameter[]): string | undefined => {
  if (parameters.length > mostParameters) return `More than ${mostParameters} parameters.`
  const wrong = parameters.find(([name, value]) => adviceForParameter(name, value).problem !== undefined)
  return wrong && `The parameter “${wrong[0].slice(0, 40)}” is not right yet.`
}

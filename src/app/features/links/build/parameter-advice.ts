import { isTakenName, isUtmName } from '../../../../contract/links/link-parameters.ts'

/** What is wrong with a parameter, if anything; `mended` is a value that one click can put there. */
export type ParameterAdvice = {
  readonly problem?: string
  readonly hint?: string
  readonly mended?: string
}

const tidy = (value: string): string => value.trim().toLowerCase().replaceAll(/\s+/g, '-')

/** Statistics take `Mail` and `mail` for two sources; names of the portal's own would open something else. */
export const adviceForParameter = (name: string, value: string): ParameterAdvice => {
  if (isTakenName(name)) return { problem: 'The portal reads this name itself: something else would open.' }
  if (name === '' && value !== '') return { problem: 'Give the parameter a name.' }
  if (!isUtmName(name) || name === 'utm_term' || value === tidy(value)) return {}
  return { hint: 'Statistics tell capitals and spaces apart.', mended: tidy(value) }
}

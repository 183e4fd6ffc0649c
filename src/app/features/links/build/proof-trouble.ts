import { contextFindings } from '../../../../contract/deep-link/context-findings.ts'
import { findingTexts } from '../../../messages/link-texts.ts'

/** A text holds its quotes with a backslash: what is found is a name. */
const hasProtoName = (context: object): boolean => JSON.stringify(context).includes('"__proto__":')

/** Why a context cannot be proved: a click brings the bot nothing of it, or the portal cannot carry it. */
export const proofTrouble = (context: Readonly<Record<string, unknown>>): string | undefined => {
  const error = contextFindings(context).find(({ level }) => level === 'error')
  if (error)
    return error.at === undefined ? findingTexts[error.code] : `${error.at}: ${findingTexts[error.code]}`
  return hasProtoName(context)
    ? 'The portal cannot carry a field with the name “__proto__”: rename it.'
    : undefined
}

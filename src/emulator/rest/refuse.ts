import { findRestError } from '../../contract/rest/errors.ts'
import { RefusalError } from './refusal.ts'

/**
 * The refusal of that code with the status and the text the contract's table has for it. Codes of the portal's pages and of
 * the control door are in no table: 400, and the code stands for the text.
 */
export const refusal = (code: string, description?: string): RefusalError => {
  const entry = findRestError(code)
  return new RefusalError(code, entry?.status ?? 400, description ?? entry?.text ?? code)
}

/** The refusal that names the argument it misses. */
export const missingArgument = (argument: string): RefusalError =>
  new RefusalError('ERROR_ARGUMENT', 400, `Argument '${argument}' is null or empty`, argument)

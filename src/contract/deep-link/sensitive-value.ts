import { isCardNumber, isIban } from './checked-numbers.ts'
import { nameSays } from './name-says.ts'

/** Keys that services give out; each begins in its own way. */
const secretValue =
  /^eyJ[\w-]+\.[\w-]+\.[\w-]*$|\b(sk_[\w-]{16,}|sk-[\w-]{20,}|gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|xox[abeoprs]-[\w-]{10,}|(AKIA|ASIA)[A-Z\d]{16}|AIza[\w-]{35})/
/** An incoming webhook: whoever knows the address may call the portal as its owner. */
const webhookAddress = /\/rest\/\d+\/[a-z0-9]{10,}(?![\w.-])/i
/** `https://anna:secret@portal.example` */
const passwordInAddress = /:\/\/[^\s/:@]{1,100}:[^\s/@]{1,100}@/
/** Read from the @ on, so that a long text is read once; `logo@2x.png` is a picture. */
const mailAddress = /[\p{L}\d._%+-]@(?!\dx\.)(?:[\p{L}\d-]{1,63}\.){1,8}\p{L}{2,24}(?![\p{L}\d])/u
const phoneMarks = /^\+?[\d\s()./-]+$/

const digitsIn = (text: string): number => text.replace(/\D/g, '').length

/** Only a name, or the plus of a country, makes a phone out of digits: without one they are an order, or a date. */
const isPhone = (text: string, isNamed: boolean): boolean => {
  if (!isNamed && !text.startsWith('+')) return false
  const digits = digitsIn(text)
  return digits >= (isNamed ? 6 : 8) && digits <= 15 && phoneMarks.test(text)
}

/** No word and no short code: letters and digits in one piece, or what a header of that name holds. */
const isLikeSecret = (text: string): boolean =>
  /^(bearer|basic)\s+\S{6,}$/i.test(text) || (/^\S{8,}$/.test(text) && /\d/.test(text) && /\p{L}/u.test(text))

const isPin = (text: string): boolean => /^\d{3,8}$/.test(text)

/** No key, card or account is shorter. */
const shortestKey = 15
/** The longest a card or an account is written, with a space or a dash after each digit. */
const longestNumber = 80

/** What a text must not be shown for; undefined when anybody may see it. */
export const sensitiveText = (name: string, value: string): 'secret' | 'personal' | undefined => {
  if (value === '') return undefined
  const says = nameSays(name)
  if (says === 'secret') return 'secret'
  if (says === 'maybeSecret' && isLikeSecret(value)) return 'secret'
  if (says === 'pin' && isPin(value)) return 'secret'
  if (value.length >= shortestKey && name !== 'pairCode' && secretValue.test(value)) return 'secret'
  if (value.includes('/rest/') && webhookAddress.test(value)) return 'secret'
  const hasAt = value.includes('@')
  if (hasAt && passwordInAddress.test(value)) return 'secret'
  if (says === 'personal' || (hasAt && mailAddress.test(value))) return 'personal'
  if (says === 'harmless') return undefined
  if (isPhone(value, says === 'phone')) return 'personal'
  if (value.length < shortestKey || value.length > longestNumber) return undefined
  if (isCardNumber(value)) return 'secret'
  return isIban(value) ? 'personal' : undefined
}

/** The same of a number, which nothing but its name gives away, except a card's; a few digits are a count. */
export const sensitiveNumber = (name: string, value: number): 'secret' | 'personal' | undefined => {
  const says = nameSays(name)
  if (says === 'harmless') return undefined
  const digits = digitsIn(String(value))
  if (says === 'phone') return digits >= 6 ? 'personal' : undefined
  if (isCardNumber(String(value))) return 'secret'
  if (says === 'pin') return isPin(String(value)) ? 'secret' : undefined
  return digits >= 4 && (says === 'secret' || says === 'personal') ? says : undefined
}

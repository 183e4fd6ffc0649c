import { nameSays } from './name-says.ts'

const secretValue = /^(eyJ[\w-]+\.[\w-]+\.[\w-]*|[0-9a-f]{32,}|sk_[\w-]{16,})$/i
/** An incoming webhook: whoever knows the address may call the portal as its owner. */
const webhookAddress = /\/rest\/\d+\/[a-z0-9]{10,}(?![\w.-])/i
const mailAddress = /^[^\s@]+@[^\s@]+\.[^\s@]+$/
const phoneMarks = /^\+?[\d\s()./-]+$/

const digitsIn = (text: string): number => text.replace(/\D/g, '').length

/** Only a name, or the plus of a country, makes a phone out of digits: without one they are an order, or a date. */
const isPhone = (text: string, isNamed: boolean): boolean => {
  if (!isNamed && !text.startsWith('+')) return false
  const digits = digitsIn(text)
  return digits >= (isNamed ? 6 : 8) && digits <= 15 && phoneMarks.test(text)
}

/** What a text must not be shown for; undefined when anybody may see it. */
export const sensitiveText = (name: string, value: string): 'secret' | 'personal' | undefined => {
  if (value === '') return undefined
  const says = nameSays(name)
  if (says === 'secret') return 'secret'
  if (value.length > 5 && name !== 'pairCode' && secretValue.test(value)) return 'secret'
  if (value.includes('/rest/') && webhookAddress.test(value)) return 'secret'
  if (says === 'personal' || (value.includes('@') && mailAddress.test(value))) return 'personal'
  return isPhone(value, says === 'phone') ? 'personal' : undefined
}

/** The same of a number, which nothing but its name gives away; a few digits are a count. */
export const sensitiveNumber = (name: string, value: number): 'secret' | 'personal' | undefined => {
  const says = nameSays(name)
  if (says === 'nothing') return undefined
  const digits = digitsIn(String(value))
  if (says === 'phone') return digits >= 6 ? 'personal' : undefined
  return digits >= 4 ? says : undefined
}

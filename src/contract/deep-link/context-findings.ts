import type { LinkFinding } from './link-finding.ts'

const secretName = /pass(word|wd)?|secret|token|api.?key|auth|session|credential|pin\b/i
const secretValue = /^(eyJ[\w-]+\.[\w-]+\.[\w-]*|[0-9a-f]{32,}|sk_[\w-]{16,})$/i
const personalName = /e.?mail|phone|birth|passport|address|iban|ssn/i
const mailAddress = /^[^\s@]+@[^\s@]+\.[^\s@]+$/
const phoneNumber = /^\+?[\d\s()-]{9,18}$/

type NameSays = 'secret' | 'personal' | 'nothing'

const readName = (name: string): NameSays => {
  // A pairing code is made to be seen: it opens nothing by itself.
  if (name === 'pairCode') return 'nothing'
  if (secretName.test(name)) return 'secret'
  return personalName.test(name) ? 'personal' : 'nothing'
}

/** Thousands of links in a row have the same few names; a bounded memory of what each says. */
const said = new Map<string, NameSays>()
const mostNames = 500

const nameSays = (name: string): NameSays => {
  const known = said.get(name)
  if (known !== undefined) return known
  if (said.size >= mostNames) said.clear()
  const says = readName(name)
  said.set(name, says)
  return says
}

const isSecret = (name: string, value: string): boolean =>
  nameSays(name) === 'secret' || (value.length > 5 && name !== 'pairCode' && secretValue.test(value))

const isPersonal = (name: string, value: string): boolean =>
  nameSays(name) === 'personal' ||
  (value.length > 4 && value.includes('@') && mailAddress.test(value)) ||
  (value.length > 8 && value.length < 20 && phoneNumber.test(value))

const isReshaping = (name: string): boolean =>
  name.length < 2 ? name.trim() === '' : name === '__proto__' || name.includes('[') || name.includes(']')

type Seen = {
  readonly findings: LinkFinding[]
  /** Something of it reaches the bot. */
  isHeard: boolean
  isReshaped: boolean
}

type Place = { readonly name: string; readonly at: string; readonly isSent: boolean }

const seeText = (value: string, { name, at, isSent }: Place, seen: Seen): void => {
  if (isSent) seen.isHeard = true
  if (/[\ud800-\udfff]/u.test(value)) seen.findings.push({ code: 'halfCharacter', level: 'error', at })
  if (isSecret(name, value)) seen.findings.push({ code: 'secret', level: 'warning', at })
  else if (isPersonal(name, value)) seen.findings.push({ code: 'personal', level: 'warning', at })
}

const see = (value: unknown, place: Place, seen: Seen): void => {
  if (typeof value === 'string') return seeText(value, place, seen)
  if (typeof value === 'object' && value !== null && seeInside(value, place, seen)) return undefined
  if (typeof value === 'object') {
    seen.findings.push({ code: 'vanishes', level: 'warning', at: place.at })
    return undefined
  }
  if (place.isSent) seen.isHeard = true
  seen.findings.push({ code: 'becomesText', level: 'note', at: place.at })
  return undefined
}

/** Says whether there was anything inside. */
const seeInside = (container: object, { at, isSent }: Place, seen: Seen): boolean => {
  const isTop = at === ''
  let isAny = false
  for (const [name, value] of Object.entries(container) as [string, unknown][]) {
    isAny = true
    if (isReshaping(name)) seen.isReshaped = true
    see(value, { name, at: isTop ? name : `${at}.${name}`, isSent: isSent && name !== '__proto__' }, seen)
  }
  return isAny
}

/** What is to be said of a context, JSON as it was meant, whatever link it stands in. */
export const contextFindings = (context: unknown): readonly LinkFinding[] => {
  if (typeof context !== 'object' || context === null) return [{ code: 'notAnObject', level: 'error' }]
  const seen: Seen = { findings: [], isHeard: false, isReshaped: Array.isArray(context) }
  seeInside(context, { name: '', at: '', isSent: true }, seen)
  if (!seen.isHeard) return [{ code: 'neverDelivered', level: 'error' }]
  if (seen.isReshaped) seen.findings.push({ code: 'reshaped', level: 'warning' })
  return seen.findings
}

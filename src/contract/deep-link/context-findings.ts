import type { LinkFinding } from './link-finding.ts'
import { deepest } from './link-limits.ts'
import { sensitiveNumber, sensitiveText } from './sensitive-value.ts'

const isReshaping = (name: string): boolean =>
  name.length < 2 ? name.trim() === '' : name === '__proto__' || name.includes('[') || name.includes(']')

const hasHalf = (text: string): boolean => /[\ud800-\udfff]/u.test(text)

type Seen = {
  readonly findings: LinkFinding[]
  /** Something of it reaches the bot. */
  isHeard: boolean
  isReshaped: boolean
  isTooDeep: boolean
}

type Place = {
  readonly name: string
  readonly at: string
  /** How many brackets stand around it. */
  readonly depth: number
  readonly isSent: boolean
}

const seeText = (value: string, { name, at, isSent }: Place, seen: Seen): void => {
  if (isSent) seen.isHeard = true
  if (hasHalf(value) && !hasHalf(name)) seen.findings.push({ code: 'halfCharacter', level: 'error', at })
  const code = sensitiveText(name, value)
  if (code) seen.findings.push({ code, level: 'warning', at })
}

const see = (value: unknown, place: Place, seen: Seen): void => {
  if (typeof value === 'string') return seeText(value, place, seen)
  if (typeof value === 'object' && value !== null && place.depth >= deepest) {
    seen.isTooDeep = true
    return undefined
  }
  if (typeof value === 'object' && value !== null && seeInside(value, place, seen)) return undefined
  if (typeof value === 'object') {
    seen.findings.push({ code: 'vanishes', level: 'warning', at: place.at })
    return undefined
  }
  if (place.isSent) seen.isHeard = true
  seen.findings.push({ code: 'becomesText', level: 'note', at: place.at })
  const code = typeof value === 'number' ? sensitiveNumber(place.name, value) : undefined
  if (code) seen.findings.push({ code, level: 'warning', at: place.at })
  return undefined
}

/** Says whether there was anything inside. */
const seeInside = (container: object, { at, depth, isSent }: Place, seen: Seen): boolean => {
  const isTop = at === ''
  let isAny = false
  for (const [name, value] of Object.entries(container) as [string, unknown][]) {
    isAny = true
    if (isReshaping(name)) seen.isReshaped = true
    const inside = isTop ? name : `${at}.${name}`
    if (hasHalf(name)) seen.findings.push({ code: 'halfCharacter', level: 'error', at: inside })
    see(value, { name, at: inside, depth: depth + 1, isSent: isSent && name !== '__proto__' }, seen)
  }
  return isAny
}

/** What is to be said of a context, JSON as it was meant, whatever link it stands in. */
export const contextFindings = (context: unknown): readonly LinkFinding[] => {
  if (typeof context !== 'object' || context === null) return [{ code: 'notAnObject', level: 'error' }]
  const seen: Seen = { findings: [], isHeard: false, isReshaped: Array.isArray(context), isTooDeep: false }
  seeInside(context, { name: '', at: '', depth: 0, isSent: true }, seen)
  if (seen.isTooDeep) return [{ code: 'tooDeep', level: 'error' }]
  if (!seen.isHeard) return [{ code: 'neverDelivered', level: 'error' }]
  if (seen.isReshaped) seen.findings.push({ code: 'reshaped', level: 'warning' })
  return seen.findings
}

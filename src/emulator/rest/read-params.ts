import { refusal } from './refuse.ts'

/** Parameters as they came: from JSON, a form or the query; binding is the platform's, see `readInt` and its neighbours. */
export type RawParams = Readonly<Record<string, unknown>>

const missing = (name: string) => refusal('100', `Could not find value for parameter {${name}}`)

const shown = (value: unknown) => textOf(value) ?? (typeof value === 'boolean' ? String(value) : 'array')

const mismatch = (name: string, value: unknown, type: string) =>
  refusal(
    '100',
    `Invalid value {${shown(value)}} to match with parameter {${name}}. Should be value of type ${type}.`,
  )

const isAbsent = (value: unknown) => value === undefined || value === null

/** An integer, also as a numeric string; anything else does not bind. */
export const findInt = (params: RawParams, name: string): number | undefined => {
  const value = params[name]
  if (isAbsent(value)) return undefined
  if (typeof value === 'number' && Number.isInteger(value)) return value
  if (typeof value === 'string' && /^\s*[+-]?\d+\s*$/.test(value)) return Number(value)
  throw mismatch(name, value, 'int')
}

export const readInt = (params: RawParams, name: string): number => {
  const value = findInt(params, name)
  if (value === undefined) throw missing(name)
  return value
}

/** A real string: a JSON number does not bind. */
export const findString = (params: RawParams, name: string): string | undefined => {
  const value = params[name]
  if (isAbsent(value)) return undefined
  if (typeof value === 'string') return value
  throw mismatch(name, value, 'string')
}

export const readString = (params: RawParams, name: string): string => {
  const value = findString(params, name)
  if (value === undefined) throw missing(name)
  return value
}

/** PHP's truth of a scalar: "N" and "false" are true, "", "0" and 0 are false. */
export const findBool = (params: RawParams, name: string): boolean | undefined => {
  const value = params[name]
  if (isAbsent(value)) return undefined
  if (typeof value === 'object') throw mismatch(name, value, 'bool')
  return value !== '' && value !== '0' && value !== 0 && value !== false
}

/** A PHP array: a list or a map. */
const findArray = (params: RawParams, name: string): Record<string, unknown> | unknown[] | undefined => {
  const value = params[name]
  if (isAbsent(value)) return undefined
  if (Array.isArray(value)) return value as unknown[]
  if (isMap(value)) return value
  throw mismatch(name, value, 'array')
}

export const readArray = (params: RawParams, name: string): Record<string, unknown> | unknown[] => {
  const value = findArray(params, name)
  if (value === undefined) throw missing(name)
  return value
}

/** A map of fields; an empty or absent one has none. */
export const findFields = (params: RawParams, name: string): Record<string, unknown> => {
  const value = findArray(params, name)
  return value === undefined || Array.isArray(value) ? {} : value
}

/** The same where the platform insists on the parameter. */
export const readFields = (params: RawParams, name: string): Record<string, unknown> => {
  const value = readArray(params, name)
  return Array.isArray(value) ? {} : value
}

/** A PHP array of ids, empty when it is absent; what is no id is left out. */
export const findIds = (params: RawParams, name: string): number[] => idsOf(findArray(params, name))

/** Ids from a list or a map of numbers or numeric strings; what is no id is left out. */
export const idsOf = (value: unknown): number[] => {
  const items = Array.isArray(value) ? value : isMap(value) ? Object.values(value) : []
  return items.map(Number).filter((id) => Number.isInteger(id) && id > 0)
}

export const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A flag inside `fields`: true/false, "Y"/"N", 1/0; `undefined` when it is not given. */
export const flagOf = (value: unknown): boolean | undefined => {
  if (isAbsent(value)) return undefined
  return value === true || value === 'Y' || value === 1 || value === '1' || value === 'true'
}

/** Text inside `fields`; numbers are taken as text, as PHP does. */
export const textOf = (value: unknown): string | undefined => {
  if (typeof value === 'string') return value
  return typeof value === 'number' ? String(value) : undefined
}

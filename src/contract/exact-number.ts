/** Read from the end: a search for the last zeros would begin anew at every zero inside. */
const withoutLastZeros = (digits: string): string => {
  let end = digits.length
  while (digits[end - 1] === '0') end -= 1
  return digits.slice(0, end)
}

/** Significant digits and the power of ten of a decimal, however it is written; undefined for no decimal. */
const partsOf = (text: string): string | undefined => {
  const match = /^[-+]?(\d*)(?:\.(\d*))?(?:e([-+]?\d+))?$/i.exec(text)
  if (!match) return undefined
  const [, whole = '', fraction = '', power = '0'] = match
  const digits = `${whole}${fraction}`.replace(/^0+/, '')
  const significant = withoutLastZeros(digits)
  if (significant === '') return '0'
  return `${significant}e${Number(power) - fraction.length + digits.length - significant.length}`
}

/** Whether a number can hold what is written: not too many digits, not too large, not too near to zero. */
export const isExactNumber = (text: string): boolean => {
  const value = Number(text)
  const parts = partsOf(text)
  return Number.isFinite(value) && (parts === undefined || parts === partsOf(String(value)))
}

/** A long value with its middle left out: `e514…9a2c`. */
export const shortenMiddle = (text: string, longest = 24): string => {
  if (text.length <= longest) return text
  const kept = Math.floor((longest - 1) / 2)
  return `${text.slice(0, kept)}…${text.slice(-kept)}`
}

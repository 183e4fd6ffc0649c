const cardShape = /^(?:\d[ -]?){14,18}\d$/
/** Visa, Mastercard, American Express, Mir, Discover and Maestro begin like this. */
const cardStart = /^(4|5[1-5]|2[2-7]|3[47]|6[0245])/

/** The number of a payment card: its last digit is a check of all others. */
export const isCardNumber = (text: string): boolean => {
  if (!cardShape.test(text)) return false
  const digits = text.replace(/[ -]/g, '')
  if (!cardStart.test(digits)) return false
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const doubled = Number(digit) * (index % 2 === 0 ? 1 : 2)
    return total + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return sum % 10 === 0
}

const ibanShape = /^[A-Z]{2}\d{2}[A-Z\d]{11,30}$/

/** The number of a bank account, with its check digits. */
export const isIban = (text: string): boolean => {
  const plain = text.replaceAll(' ', '').toUpperCase()
  if (!ibanShape.test(plain)) return false
  const rest = [...`${plain.slice(4)}${plain.slice(0, 4)}`].reduce(
    (sum, letter) => Number(`${sum}${parseInt(letter, 36)}`) % 97,
    0,
  )
  return rest === 1
}

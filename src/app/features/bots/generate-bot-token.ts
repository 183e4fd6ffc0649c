import { limits } from '../../../contract/rest/enums.ts'

const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789'

/** A token of the longest length allowed, from the system's secure random source: 40 of 57 letters, over 230 bits. */
export const generateBotToken = (random: Pick<Crypto, 'getRandomValues'> = crypto): string => {
  const letters: string[] = []
  // Bytes past the last whole alphabet are thrown away, so that every letter is equally likely.
  const fair = 256 - (256 % alphabet.length)
  while (letters.length < limits.botTokenChars) {
    const [byte = 0] = random.getRandomValues(new Uint8Array(1))
    if (byte < fair) letters.push(alphabet.charAt(byte % alphabet.length))
  }
  return letters.join('')
}

/** What the name of a value gives away about it, before anybody looks at the value. */
export type NameSays = 'secret' | 'personal' | 'phone' | 'nothing'

const wordBorder = /\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\p{Lo}+/gu

/** `userPhoneNumber`, `user_phone_number` and `USER-PHONE` alike. */
const wordsOf = (name: string): readonly string[] =>
  (name.match(wordBorder) ?? []).map((word) => word.toLowerCase())

/** Whole words, for `author`, `compass` and `passenger` have some of these inside; some are written together. */
const secretWord =
  /^(pass|passcode|passphrase|pwd|pin|auth|oauth|authorization|session|jwt|bearer|otp|cvc|cvv|credentials?)$|passw(or)?d|secrets?$|tokens?$|api_?keys?$/
const keyKinds = /\b(api|access|private|secret|signing|encryption) keys?\b/
const phoneWord = /^((tele)?phones?|phonenumber|tel|mobile|cell|cellphone|whatsapp|viber|msisdn|fax)$/
const personalWord = /^(birth(day|date)?|dob|passports?|address(es)?|iban|ssn)$|e?mailaddress$|^emails?$/

const readName = (name: string): NameSays => {
  // A pairing code is made to be seen: it opens nothing by itself.
  if (name === 'pairCode') return 'nothing'
  const words = wordsOf(name)
  const together = words.join(' ')
  if (words.some((word) => secretWord.test(word)) || keyKinds.test(together)) return 'secret'
  if (words.some((word) => phoneWord.test(word))) return 'phone'
  const isPersonal = words.some((word) => personalWord.test(word)) || /\be mails?\b/.test(together)
  return isPersonal ? 'personal' : 'nothing'
}

/** Thousands of links in a row have the same few names; a bounded memory of what each says. */
const said = new Map<string, NameSays>()
const mostNames = 500

/** What a name of a context says of its value. */
export const nameSays = (name: string): NameSays => {
  const known = said.get(name)
  if (known !== undefined) return known
  if (said.size >= mostNames) said.clear()
  const says = readName(name)
  said.set(name, says)
  return says
}

/**
 * What the name of a value gives away about it, before anybody looks at the value. `maybeSecret`, `pin`, `address`: it
 * depends on the value; `harmless`: a number, a count, a title of something, whatever else the name says.
 */
export type NameSays = 'secret' | 'maybeSecret' | 'pin' | 'personal' | 'phone' | 'harmless' | 'nothing'

const wordBorder = /\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\p{Lo}+/gu

/** `userPhoneNumber`, `user_phone_number` and `USER-PHONE` alike. */
const wordsOf = (name: string): readonly string[] =>
  (name.match(wordBorder) ?? []).map((word) => word.toLowerCase())

/** As the last word: `emailId`, `email_list`, `birthdayGift`. */
const harmlessWord =
  /^(ids?|lists?|count|sent|opened|clicked|total|limit|templates?|subjects?|titles?|labels?|types?|kinds?|status|sales?|gifts?|campaigns?|hint|policy)$/
/** Whole words, for `author`, `compass` and `passenger` have some of these inside; some are written together. */
const secretWord =
  /^(passcode|passphrase|pwd|jwt|otp|cvc|cvv|credentials?|geheim(nis)?|zugangscode|пароль|секрет)$|passw(or)?d|passwort|kennwort|secrets?$|.tokens?$|api_?keys?$/
const secretPhrase =
  /\b(api|access|private|secret|signing|encryption|session) keys?\b|\b(access|refresh|bot|application|auth|bearer|session|id|api|csrf) tokens?\b/
const maybeSecretWord = /^(pass|auth|oauth|authorization|session|bearer|tokens?|токен)$/
const pinWord = /^(pin|pincode|пин|пинкод)$/
const phoneWord =
  /^((tele)?phones?|phonenumber|tel|mobile|cell|cellphone|whatsapp|viber|msisdn|fax|telefon(nummer)?|handy(nummer)?|mobilnummer|rufnummer|телефон|мобильный)$/
const personalWord =
  /^(birth(day|date)?|dob|passports?|iban|ssn|geburtstag|geburtsdatum|anschrift|ausweis|steuernummer|kontonummer|паспорт|снилс|рождения|почта)$|e?mailadd?ress?e?$|^emails?$/
/** An address alone is a shop's, or a page's. */
const ownAddress =
  /\b(home|private|postal|street|billing|shipping|delivery|customer|client|user|mail) address\b|домашний адрес|адрес доставки/

const readName = (name: string): NameSays => {
  // A pairing code is made to be seen: it opens nothing by itself.
  if (name === 'pairCode') return 'nothing'
  const words = wordsOf(name)
  const together = words.join(' ')
  const has = (word: RegExp): boolean => words.some((one) => word.test(one))
  if (harmlessWord.test(words.at(-1) ?? '')) return 'harmless'
  if (has(secretWord) || secretPhrase.test(together)) return 'secret'
  if (has(phoneWord)) return 'phone'
  if (has(personalWord) || ownAddress.test(together) || /\be mails?\b/.test(together)) return 'personal'
  if (has(pinWord)) return 'pin'
  return has(maybeSecretWord) ? 'maybeSecret' : 'nothing'
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

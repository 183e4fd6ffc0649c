import type { LinkReaderName } from './link-delivery.ts'

/** What may be wrong with a link, by name. */
export type LinkFindingCode =
  | 'noLink'
  | 'tooLarge'
  | 'badPortal'
  | 'plainHttp'
  | 'unknownPortal'
  | 'unknownBot'
  | 'badDialog'
  | 'cutOut'
  | 'numberLost'
  | 'nameTwice'
  | 'noDialog'
  | 'noContext'
  | 'notBehindDialog'
  | 'dialogNotFirst'
  | 'otherPath'
  | 'otherCase'
  | 'parameterTwice'
  | 'htmlEscaped'
  | 'opensOther'
  | 'altered'
  | 'otherWriting'
  | 'notAnObject'
  | 'tooDeep'
  | 'neverDelivered'
  | 'becomesText'
  | 'vanishes'
  | 'reshaped'
  | 'halfCharacter'
  | 'tooLong'
  | 'denseCode'
  | 'secret'
  | 'personal'

export type LinkFinding = {
  readonly code: LinkFindingCode
  /** `error`: it will not work somewhere; `warning`: it may harm; `note`: good to know. */
  readonly level: 'error' | 'warning' | 'note'
  /** Where in the context: `order.items.0`; undefined for the link as a whole. */
  readonly at?: string
  /** Readers it concerns, where not all. */
  readonly readers?: readonly LinkReaderName[]
}

import type { Secrets } from '../ports/secrets.ts'

export type ButtonSecrets = {
  readonly confirm: string
  readonly decline: string
  /** Goes into the fragment of the finish link. */
  readonly finish: string
}

/**
 * The secrets a card carries. They are kept nowhere: the same three are made again whenever the card is sent, and the
 * record holds their digests alone.
 */
export const buttonSecretsOf = (secrets: Secrets, pairingId: string): ButtonSecrets => ({
  confirm: secrets.derive('pairing-confirm', pairingId).slice(0, 40),
  decline: secrets.derive('pairing-decline', pairingId).slice(0, 40),
  finish: secrets.derive('pairing-finish', pairingId),
})

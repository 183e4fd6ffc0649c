import type { PairingSettingsView } from '../../contract/pairing/console-api.ts'
import type { AuditEntry } from '../ports/audit.ts'
import type { Portal, PortalBot } from './portal.ts'

/** A credential as it is kept: sealed, with the version it was read in. */
type SealedCredential = { readonly sealed: string; readonly version: number }

export type PortalStore = {
  readonly find: (memberId: string) => Promise<Portal | undefined>
  readonly list: () => Promise<readonly Portal[]>
  /**
   * Connects a portal or renews it: address and credential are replaced, settings and bot are kept. `forgetsPin`: the
   * application token that was pinned is an app's, and this is none.
   */
  readonly connect: (
    portal: Pick<Portal, 'memberId' | 'origin' | 'clientEndpoint'> & {
      readonly sealed: string
      readonly at: number
      readonly forgetsPin?: boolean
    },
    audit: readonly AuditEntry[],
  ) => Promise<void>
  /** Another bot starts at the beginning of its queue; the pinned application token stays, for it is the app's. */
  readonly setBot: (
    memberId: string,
    bot: Omit<PortalBot, 'nextOffset' | 'applicationTokenDigest'>,
    audit: readonly AuditEntry[],
  ) => Promise<void>
  /** Pins the digest of the application token that events of this portal must bring. */
  readonly pinApplicationToken: (
    memberId: string,
    digest: string,
    audit: readonly AuditEntry[],
  ) => Promise<void>
  readonly setSettings: (
    memberId: string,
    settings: PairingSettingsView,
    audit: readonly AuditEntry[],
  ) => Promise<void>
  readonly findCredential: (memberId: string) => Promise<SealedCredential | undefined>
  /** Stores a renewed credential over the version it was made from; false when somebody was faster. */
  readonly replaceCredential: (memberId: string, sealed: string, fromVersion: number) => Promise<boolean>
  /** The app was uninstalled: nothing opens the portal any more; its pairings and audit stay. */
  readonly disconnect: (memberId: string, audit: readonly AuditEntry[]) => Promise<void>
  /** An access token an event brought, sealed, until `expiresAt`; used only when the stored pair is dead. */
  readonly keepEventToken: (memberId: string, sealed: string, expiresAt: number) => Promise<void>
  readonly findEventToken: (memberId: string) => Promise<string | undefined>
}

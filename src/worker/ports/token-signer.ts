/** What a site learns; signed, so that it can check who said it. */
type TokenClaims = {
  readonly audience: string
  /** `member_id:userId`. */
  readonly subject: string
  readonly nonce: string
  /** For display only; never an identifier. */
  readonly name: string
  readonly lifetimeSeconds: number
}

export type TokenSigner = {
  /** A compact JWS (EdDSA) with `iss`, `iat`, `exp`, `jti`. */
  readonly sign: (claims: TokenClaims) => Promise<string>
  /** The public keys, as JWKS. */
  readonly publicKeys: () => { readonly keys: readonly Readonly<Record<string, unknown>>[] }
}

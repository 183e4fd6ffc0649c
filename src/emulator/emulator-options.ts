/** A file of the built pages, by its path under `/__assets/`. */
export type Asset = { readonly body: ArrayBuffer | string; readonly type: string }

/** Everything the emulator takes from outside; each part has a default, so that `createEmulator()` works. */
export type EmulatorOptions = {
  /** Epoch milliseconds. Default: the machine's clock. The control door can move it forward. */
  readonly now?: () => number
  /** Lower-case hex of that many random bytes: tokens, secrets, ids. Default: the platform's CSPRNG. */
  readonly randomHex?: (bytes: number) => string
  /** Waits before an answer (latency fault). Default: a timer. */
  readonly sleep?: (ms: number) => Promise<void>
  /** Posts events to webhook bots. Default: the global `fetch`. */
  readonly deliver?: (request: Request) => Promise<Response>
  /** Where the console's app is served; the portal opens it in an iframe. Default: `http://127.0.0.1:8025/`. */
  readonly appUrl?: string
  /** Whether the console's app has finished its installation. Default: true. */
  readonly installed?: boolean
  /** The request bucket (2/s, 50 per source). Default: off. */
  readonly limits?: boolean
  /** Who sends a request, for the bucket: the peer's address. Default: everybody is one source. */
  readonly sourceOf?: (request: Request, environment: unknown) => string
  /** Formats the platform promised to drop: flat `Command.register`, `lastEventId`. Default: off. */
  readonly legacyFormats?: boolean
  /** Largest upload in bytes. Default: the documented 100 MB. */
  readonly maxFileBytes?: number
  /** Which generation of the link reader a page load uses. Default: current. */
  readonly router?: 'current' | 'older'
  /** Opens `/__control/*`. Default: a random one, to be read from the emulator. */
  readonly controlToken?: string
  /** Names it answers under (`127.0.0.1`, `[::1]`), others get 403. Default: every name. */
  readonly hosts?: readonly string[]
  /** The built pages. Default: none, the shell alone. */
  readonly assets?: (path: string) => Promise<Asset | undefined>
}

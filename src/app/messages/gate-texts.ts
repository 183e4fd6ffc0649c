/** What a screen that needs the worker says while something is missing. */
export type GateTexts = {
  /** What the screen shows, as a heading begins: `Pairings`. */
  readonly what: string
  /** What the worker is for here. */
  readonly means: string
  readonly demo: string
  /** What connecting the portal brings. */
  readonly connecting: string
  /** Why an admin is needed. */
  readonly forAdmins: string
}

/** By the worker's capability. */
export const gateTexts = {
  pairing: {
    what: 'Pairings',
    means:
      'Pairings need the companion worker: a small program that asks people in their chat and hands the result to a site.',
    demo: 'The demo is a portal made up in this tab, and it has no worker: a pairing asks a real person in a real chat. Run “npm start” to see one.',
    connecting: 'the worker then registers a bot in it that asks people, and admins see all of it here.',
    forAdmins:
      'They show who signs in where, and from which address. Ask an admin of the portal to look; your own cards are in your chat with the bot.',
  },
  links: {
    what: 'Short links',
    means:
      'A short link is an address of the companion worker: the worker keeps the context, shows the page people land on, and counts.',
    demo: 'The demo is a portal made up in this tab, and it has no worker: a short link is an address that others open. Run “npm start” to see one.',
    connecting: 'its admins can then make short links here.',
    forAdmins:
      'They stand for the whole portal and can be withdrawn for everybody. Ask an admin of the portal to make one.',
  },
} as const satisfies Readonly<Record<string, GateTexts>>

export type NeededCapability = keyof typeof gateTexts

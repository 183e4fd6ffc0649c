/** `lost`: the chat opens, the context is gone; `no`: nothing opens; `unknown`: nobody has published it. */
export type Verdict = 'works' | 'lost' | 'no' | 'unknown'

export const verdictWords: Readonly<Record<Verdict, string>> = {
  works: 'Works',
  lost: 'Context lost',
  no: 'Does not work',
  unknown: 'Not known',
}

export const platformColumns = ['Cloud', 'On-premises, 25.550.100 or newer', 'On-premises, older'] as const

type Cell = { readonly verdict: Verdict; readonly note?: string; readonly span: number }
type Row = { readonly name: string; readonly hint: string; readonly cells: readonly Cell[] }

const works: Cell = { verdict: 'works', span: 1 }
const everywhere = (verdict: Verdict, note: string): readonly Cell[] => [{ verdict, note, span: 3 }]
const older = (note: string): readonly Cell[] => [works, works, { verdict: 'lost', note, span: 1 }]

/** Where a link is opened, and by whom, and what becomes of it there. */
export const platformRows: readonly Row[] = [
  {
    name: 'In a browser',
    hint: 'from a site, a mail, another program',
    cells: older('The chat opens; the portal takes the context for plain text.'),
  },
  {
    name: 'Inside the portal',
    hint: 'a click in a chat, a task, a page',
    cells: older('It has no way to hand a context over yet.'),
  },
  {
    name: 'Desktop app',
    hint: 'the bx:// link',
    cells: [
      { ...works, note: 'Where the app is installed; nobody can tell from outside.' },
      { ...works, note: 'Where the app is installed.' },
      { verdict: 'lost', note: 'It has no way to hand a context over yet.', span: 1 },
    ],
  },
  {
    name: 'Mobile app, tapped inside it',
    hint: 'the web link in one of its chats',
    cells: [
      {
        verdict: 'works',
        note: 'The app reads the context; its very last step is not published, so try it once.',
        span: 2,
      },
      { verdict: 'lost', note: 'It has no way to hand a context over yet.', span: 1 },
    ],
  },
  {
    name: 'Mobile app, from outside',
    hint: 'a mail, a site, bx:// on a phone',
    cells: everywhere(
      'no',
      'Phones do not know bx://, and no link from outside opens the app on a chat: the web link opens the phone’s browser.',
    ),
  },
  {
    name: 'Phone camera',
    hint: 'the code to scan',
    cells: everywhere(
      'unknown',
      'It opens the phone’s browser, never the app. Signed in there, the web link is read as in a browser; whether the chat shows on a small screen is not documented.',
    ),
  },
  {
    name: 'Extranet user',
    hint: 'signed in, with less access',
    cells: everywhere(
      'unknown',
      'Works only if the portal lets them into the bot’s chat; else it refuses (ACCESS_DENIED). Try it as one of them.',
    ),
  },
  {
    name: 'Guest, or nobody signed in',
    hint: 'no account in this portal, or not yet',
    cells: everywhere(
      'no',
      'The portal’s sign-in page comes first. Without an account there is no chat; whether the context is still there after signing in is not documented.',
    ),
  },
]

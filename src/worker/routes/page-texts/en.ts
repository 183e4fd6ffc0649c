export const en = {
  lang: 'en',
  title: {
    sign_in: 'Sign in with Bitrix24',
    link_account: 'Link your Bitrix24 account',
    approve_device: 'Approve a device with Bitrix24',
  },
  start: 'Continue',
  starting: 'One moment',
  scan: 'Scan, or open the chat on this device',
  scanHint:
    'A phone’s camera opens the portal in the phone’s browser, where you must be signed in. It cannot open the mobile app; inside the app, the link works when it is tapped in a chat.',
  openApp: 'Open in app',
  openBrowser: 'Open in browser',
  openChat: 'Open the chat here',
  copyLink: 'Copy link',
  copied: 'Link copied',
  waiting: 'Waiting for you to open the chat',
  notReached: 'Nothing happens? Only active employees of the portal are asked, a few times an hour at most.',
  asking: 'The bot is about to ask in the chat; a busy portal takes a while',
  asked: 'Now answer in the chat',
  askedHint: 'The bot has asked there. Compare the site, the address and the browser it names, then confirm.',
  confirmedFinish: 'Confirmed. Press “Finish sign-in” in the chat, in this browser.',
  confirmedPlain: 'Confirmed. One moment',
  consumed: 'Handed over to the site. You can close this page.',
  endings: {
    user: 'Declined in the chat.',
    startedElsewhere: 'Stopped: “Finish” was opened in a browser other than the one that started it.',
    cancelled: 'Cancelled.',
    replaced: 'A newer sign-in in this browser took its place.',
    time: 'Nobody answered in time.',
    notFinished: 'Confirmed in the chat, but not finished in time.',
    siteClosed: 'The site was switched off, removed or changed.',
    switchedOff: 'An administrator of the portal has switched this off.',
    notAsked: 'The portal did not take the question. Try again, or tell an administrator of the portal.',
  },
  backTo: 'Back to {site}',
  timeLeft: 'Time left:',
  cancel: 'Cancel',
  cancelFailed: 'That did not work: the sign-in service does not answer. Nothing was cancelled; press again.',
  busy: 'One moment, please',
  busyHint: 'Many people are signing in from your network right now. Go back and try again in a minute.',
  gone: 'Nothing is going on here',
  goneHint:
    'This address works once, for ten minutes, in the browser that opened it. Start again where you came from.',
  offline: 'The connection is interrupted; trying again.',
  finishTitle: 'Finish',
  finishAsks: 'Let this browser in at {site} as {user}?',
  finishYes: 'Finish sign-in',
  finishNo: 'Stop',
  finishElsewhere:
    'Stopped. This was not started in this browser: somebody else may have started it. Nobody was let in.',
  finishGone: 'This link is used up or too old: it may have been finished in this window or another one.',
  finishStopped: 'Stopped. Nobody was let in.',
  finishAway:
    'The sign-in service does not answer. Your link is kept in this window, and it is tried again by itself.',
  finishStopAway:
    'The sign-in service does not answer: it may not be stopped yet. It is tried again by itself.',
  tryAgain: 'Try again',
  noScript: 'This page needs JavaScript.',
}

/** What the hosted pages say, in one language. */
export type PageTexts = Readonly<typeof en>

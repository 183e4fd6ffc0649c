import type { LandingTexts } from './en.ts'

export const de: LandingTexts = {
  lang: 'de',
  title: 'Chat mit {bot}',
  says: 'Hier öffnet sich ein Chat mit {bot} im Bitrix24-Portal {portal}.',
  portal: 'Portal',
  bot: 'Bot',
  openBrowser: 'Im Browser öffnen',
  openApp: 'In der Desktop-App öffnen',
  signIn: 'Sie müssen im Portal angemeldet sein.',
  phone:
    'Auf einem Telefon oder Tablet kann die Bitrix24-App nicht von außen auf diesem Chat geöffnet werden. Der Browser hier kann es, sobald Sie im Portal angemeldet sind.',
  trying: 'Die Desktop-App wird geöffnet',
  dont: 'Nicht öffnen',
  tried: 'Nichts passiert? Dann ist die App nicht auf diesem Rechner: Nehmen Sie den Browser.',
  remember: 'Meine Wahl in diesem Browser merken',
  address: 'Adresse des Chats',
  copy: 'Kopieren',
  copied: 'Kopiert',
  leadsTo: 'Wohin dieser Link führt',
  validUntil: 'Gültig bis',
  noEnd: 'kein Ende festgelegt',
  goOn: 'Weiter',
  over: {
    revoked: 'Dieser Link wurde zurückgezogen',
    expired: 'Dieser Link ist abgelaufen',
    usedUp: 'Dieser Link ist aufgebraucht',
  },
  askGiver: 'Bitten Sie um einen neuen, wo Sie ihn herhaben.',
  unknown: 'Diesen Link gibt es nicht',
  unknownHint: 'Vergleichen Sie die Adresse Zeichen für Zeichen, oder fragen Sie, wo Sie sie herhaben.',
  busy: 'Einen Moment, bitte',
  busyHint:
    'Aus Ihrem Netz wurden viele Adressen aufgerufen, die es nicht gibt. Versuchen Sie es in einer Minute wieder.',
  away: 'Hier geht gerade etwas nicht',
  awayHint: 'Der Link wurde nicht nachgeschlagen. Versuchen Sie es in einer Minute noch einmal.',
  tryAgain: 'Noch einmal versuchen',
}

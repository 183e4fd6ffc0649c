import type { PageTexts } from './en.ts'

export const de: PageTexts = {
  lang: 'de',
  title: {
    sign_in: 'Mit Bitrix24 anmelden',
    link_account: 'Bitrix24-Konto verbinden',
    approve_device: 'Gerät mit Bitrix24 freigeben',
  },
  start: 'Weiter',
  starting: 'Einen Moment',
  scan: 'Scannen, oder den Chat auf diesem Gerät öffnen',
  scanHint:
    'Die Kamera eines Telefons öffnet das Portal im Browser des Telefons, in dem Sie angemeldet sein müssen. Die mobile App lässt sich so nicht öffnen; in der App wirkt der Link, wenn er in einem Chat angetippt wird.',
  openApp: 'In der App öffnen',
  openBrowser: 'Im Browser öffnen',
  openChat: 'Den Chat hier öffnen',
  copyLink: 'Link kopieren',
  copied: 'Link kopiert',
  waiting: 'Wartet darauf, dass Sie den Chat öffnen',
  notReached:
    'Es geschieht nichts? Gefragt werden nur aktive Mitarbeiter des Portals, höchstens einige Male in der Stunde.',
  asking: 'Der Bot fragt gleich im Chat; ein ausgelastetes Portal braucht eine Weile',
  asked: 'Antworten Sie jetzt im Chat',
  askedHint: 'Der Bot hat dort gefragt. Vergleichen Sie Website, Adresse und Browser, dann bestätigen Sie.',
  confirmedFinish: 'Bestätigt. Drücken Sie im Chat „Anmeldung abschließen“, in diesem Browser.',
  confirmedPlain: 'Bestätigt. Einen Moment',
  consumed: 'An die Website übergeben. Sie können diese Seite schließen.',
  endings: {
    user: 'Im Chat abgelehnt.',
    startedElsewhere:
      'Beendet: „Anmeldung abschließen“ wurde in einem anderen Browser geöffnet als dem, der begonnen hat.',
    cancelled: 'Abgebrochen.',
    replaced: 'Eine neuere Anmeldung in diesem Browser ist an ihre Stelle getreten.',
    time: 'Niemand hat rechtzeitig geantwortet.',
    notFinished: 'Im Chat bestätigt, aber nicht rechtzeitig abgeschlossen.',
    siteClosed: 'Die Website wurde abgeschaltet, entfernt oder geändert.',
    switchedOff: 'Ein Administrator des Portals hat dies abgeschaltet.',
    notAsked:
      'Das Portal hat die Frage nicht angenommen. Versuchen Sie es erneut oder wenden Sie sich an einen Administrator.',
  },
  backTo: 'Zurück zu {site}',
  timeLeft: 'Verbleibende Zeit:',
  cancel: 'Abbrechen',
  cancelFailed:
    'Das hat nicht geklappt: Der Anmeldedienst antwortet nicht. Es wurde nichts abgebrochen; drücken Sie noch einmal.',
  busy: 'Einen Augenblick bitte',
  busyHint:
    'Aus Ihrem Netz melden sich gerade viele an. Gehen Sie zurück und versuchen Sie es in einer Minute erneut.',
  gone: 'Hier läuft gerade nichts',
  goneHint:
    'Diese Adresse wirkt einmal, zehn Minuten lang, in dem Browser, der sie geöffnet hat. Beginnen Sie dort neu, woher Sie kamen.',
  offline: 'Die Verbindung ist unterbrochen; neuer Versuch läuft.',
  finishTitle: 'Abschließen',
  finishAsks: 'Diesen Browser bei {site} als {user} einlassen?',
  finishYes: 'Anmeldung abschließen',
  finishNo: 'Stopp',
  finishElsewhere:
    'Abgebrochen. Dies wurde nicht in diesem Browser begonnen: Vielleicht war es jemand anderes. Niemand wurde eingelassen.',
  finishGone:
    'Dieser Link ist verbraucht oder zu alt: Vielleicht wurde in diesem oder einem anderen Fenster schon abgeschlossen.',
  finishStopped: 'Gestoppt. Niemand wurde eingelassen.',
  finishAway:
    'Der Anmeldedienst antwortet nicht. Ihr Link bleibt in diesem Fenster, und es wird von selbst noch einmal versucht.',
  finishStopAway:
    'Der Anmeldedienst antwortet nicht: Vielleicht ist noch nicht gestoppt. Es wird von selbst noch einmal versucht.',
  tryAgain: 'Noch einmal versuchen',
  noScript: 'Diese Seite braucht JavaScript.',
}

const en = {
  asks: {
    sign_in: 'asks to sign you in there.',
    link_account: 'asks to link your account there with your portal account.',
    approve_device: 'asks you to approve a device there.',
  },
  startedBy: 'Started by',
  claimed: 'as the site says, not checked',
  from: 'From',
  unknownAddress: 'address not known',
  consequence:
    'If you confirm, {host} learns who you are in this portal, and the browser named above acts there as you.',
  plainWarning: 'Confirming is all that it takes: nothing more will be asked.',
  finishNext: 'After confirming, you finish it in the browser where you started.',
  ifNotYou: 'If you did not start this yourself, a minute ago, decline.',
  confirm: 'Confirm',
  decline: 'Decline',
  finish: 'Finish sign-in',
  outcome: {
    confirmedFinish:
      'Confirmed. Within two minutes, press the button below in the browser where you started.',
    confirmedPlain: 'Confirmed.',
    consumed: 'Confirmed, and handed over to the site.',
    user: 'Declined. Nobody was let in.',
    startedElsewhere: 'Stopped: it was started in another browser than yours. Nobody was let in.',
    cancelled: 'Cancelled where it was started. Nobody was let in.',
    replaced: 'A newer sign-in in the same browser took its place. Nobody was let in by this one.',
    time: 'Too late: nobody answered in time. Nobody was let in.',
    notFinished: 'Too late: it was confirmed, but not finished in time. Nobody was let in.',
    siteClosed: 'Stopped: the site was switched off, removed or changed. Nobody was let in.',
    switchedOff: 'Stopped by an administrator of this portal. Nobody was let in.',
    notAsked: 'The portal did not take the question. Nobody was let in.',
  },
}

/** What a card says, in one language. `{…}` are filled in by `card.ts`. */
export type CardTexts = Readonly<typeof en>

const de: CardTexts = {
  asks: {
    sign_in: 'möchte Sie dort anmelden.',
    link_account: 'möchte Ihr Konto dort mit Ihrem Portalkonto verbinden.',
    approve_device: 'bittet Sie, dort ein Gerät freizugeben.',
  },
  startedBy: 'Begonnen von',
  claimed: 'Angabe der Website, nicht geprüft',
  from: 'Von',
  unknownAddress: 'Adresse nicht bekannt',
  consequence:
    'Wenn Sie bestätigen, erfährt {host}, wer Sie in diesem Portal sind, und der oben genannte Browser handelt dort in Ihrem Namen.',
  plainWarning: 'Die Bestätigung genügt: Es folgt keine weitere Frage.',
  finishNext: 'Nach der Bestätigung schließen Sie es in dem Browser ab, in dem Sie begonnen haben.',
  ifNotYou: 'Wenn Sie das nicht gerade selbst begonnen haben, lehnen Sie ab.',
  confirm: 'Bestätigen',
  decline: 'Ablehnen',
  finish: 'Anmeldung abschließen',
  outcome: {
    confirmedFinish:
      'Bestätigt. Drücken Sie innerhalb von zwei Minuten die Schaltfläche unten, in dem Browser, in dem Sie begonnen haben.',
    confirmedPlain: 'Bestätigt.',
    consumed: 'Bestätigt und an die Website übergeben.',
    user: 'Abgelehnt. Niemand wurde eingelassen.',
    startedElsewhere: 'Abgebrochen: Es wurde in einem anderen Browser begonnen. Niemand wurde eingelassen.',
    cancelled: 'Dort abgebrochen, wo es begonnen wurde. Niemand wurde eingelassen.',
    replaced:
      'Eine neuere Anmeldung im selben Browser ist an ihre Stelle getreten. Durch diese wurde niemand eingelassen.',
    time: 'Zu spät: Niemand hat rechtzeitig geantwortet. Niemand wurde eingelassen.',
    notFinished: 'Zu spät: bestätigt, aber nicht rechtzeitig abgeschlossen. Niemand wurde eingelassen.',
    siteClosed: 'Beendet: Die Website wurde abgeschaltet, entfernt oder geändert. Niemand wurde eingelassen.',
    switchedOff: 'Von einem Administrator dieses Portals beendet. Niemand wurde eingelassen.',
    notAsked: 'Das Portal hat die Frage nicht angenommen. Niemand wurde eingelassen.',
  },
}

const ru: CardTexts = {
  asks: {
    sign_in: 'просит выполнить вход там от вашего имени.',
    link_account: 'просит связать ваш аккаунт там с вашим аккаунтом на портале.',
    approve_device: 'просит вас разрешить там устройство.',
  },
  startedBy: 'Кто начал',
  claimed: 'со слов сайта, не проверено',
  from: 'Откуда',
  unknownAddress: 'адрес неизвестен',
  consequence:
    'Если вы подтвердите, {host} узнает, кто вы на этом портале, а указанный выше браузер будет действовать там от вашего имени.',
  plainWarning: 'Подтверждения достаточно: больше вопросов не будет.',
  finishNext: 'После подтверждения вы завершите вход в том браузере, где начали.',
  ifNotYou: 'Если не вы сами начали это только что, отклоните.',
  confirm: 'Подтвердить',
  decline: 'Отклонить',
  finish: 'Завершить вход',
  outcome: {
    confirmedFinish: 'Подтверждено. В течение двух минут нажмите кнопку ниже в том браузере, где вы начали.',
    confirmedPlain: 'Подтверждено.',
    consumed: 'Подтверждено и передано сайту.',
    user: 'Отклонено. Доступ никто не получил.',
    startedElsewhere: 'Остановлено: это начали в другом браузере. Доступ никто не получил.',
    cancelled: 'Отменено там, где было начато. Доступ никто не получил.',
    replaced: 'Его заменил более новый вход в том же браузере. По этому доступ никто не получил.',
    time: 'Время вышло: ответа не было. Доступ никто не получил.',
    notFinished: 'Время вышло: подтверждено, но не завершено вовремя. Доступ никто не получил.',
    siteClosed: 'Остановлено: сайт отключён, удалён или изменён. Доступ никто не получил.',
    switchedOff: 'Остановлено администратором портала. Доступ никто не получил.',
    notAsked: 'Портал не принял вопрос. Доступ никто не получил.',
  },
}

const es: CardTexts = {
  asks: {
    sign_in: 'pide iniciar su sesión allí.',
    link_account: 'pide vincular su cuenta allí con su cuenta del portal.',
    approve_device: 'le pide que apruebe un dispositivo allí.',
  },
  startedBy: 'Iniciado por',
  claimed: 'según el sitio, sin comprobar',
  from: 'Desde',
  unknownAddress: 'dirección desconocida',
  consequence:
    'Si confirma, {host} sabrá quién es usted en este portal, y el navegador indicado arriba actuará allí en su nombre.',
  plainWarning: 'Basta con confirmar: no se preguntará nada más.',
  finishNext: 'Después de confirmar, termine en el navegador donde empezó.',
  ifNotYou: 'Si no lo inició usted hace un momento, rechácelo.',
  confirm: 'Confirmar',
  decline: 'Rechazar',
  finish: 'Terminar el acceso',
  outcome: {
    confirmedFinish:
      'Confirmado. Antes de dos minutos, pulse el botón de abajo en el navegador donde empezó.',
    confirmedPlain: 'Confirmado.',
    consumed: 'Confirmado y entregado al sitio.',
    user: 'Rechazado. Nadie ha entrado.',
    startedElsewhere: 'Detenido: se inició en otro navegador. Nadie ha entrado.',
    cancelled: 'Cancelado donde se inició. Nadie ha entrado.',
    replaced: 'Lo sustituyó un acceso más reciente en el mismo navegador. Nadie ha entrado con este.',
    time: 'Demasiado tarde: nadie respondió a tiempo. Nadie ha entrado.',
    notFinished: 'Demasiado tarde: se confirmó, pero no se terminó a tiempo. Nadie ha entrado.',
    siteClosed: 'Detenido: el sitio se desactivó, se eliminó o se modificó. Nadie ha entrado.',
    switchedOff: 'Detenido por un administrador de este portal. Nadie ha entrado.',
    notAsked: 'El portal no aceptó la pregunta. Nadie ha entrado.',
  },
}

const fr: CardTexts = {
  asks: {
    sign_in: 'demande à vous connecter là-bas.',
    link_account: 'demande à lier votre compte là-bas à votre compte du portail.',
    approve_device: 'vous demande d’approuver un appareil là-bas.',
  },
  startedBy: 'Lancé par',
  claimed: 'selon le site, non vérifié',
  from: 'Depuis',
  unknownAddress: 'adresse inconnue',
  consequence:
    'Si vous confirmez, {host} saura qui vous êtes sur ce portail, et le navigateur ci-dessus y agira en votre nom.',
  plainWarning: 'Confirmer suffit : rien d’autre ne sera demandé.',
  finishNext: 'Après confirmation, terminez dans le navigateur où vous avez commencé.',
  ifNotYou: 'Si vous ne l’avez pas lancé vous-même à l’instant, refusez.',
  confirm: 'Confirmer',
  decline: 'Refuser',
  finish: 'Terminer la connexion',
  outcome: {
    confirmedFinish:
      'Confirmé. Dans les deux minutes, appuyez sur le bouton ci-dessous dans le navigateur où vous avez commencé.',
    confirmedPlain: 'Confirmé.',
    consumed: 'Confirmé, et remis au site.',
    user: 'Refusé. Personne n’est entré.',
    startedElsewhere: 'Arrêté : lancé dans un autre navigateur que le vôtre. Personne n’est entré.',
    cancelled: 'Annulé là où il a été lancé. Personne n’est entré.',
    replaced:
      'Une connexion plus récente dans le même navigateur l’a remplacée. Personne n’est entré par celle-ci.',
    time: 'Trop tard : personne n’a répondu à temps. Personne n’est entré.',
    notFinished: 'Trop tard : confirmé, mais pas terminé à temps. Personne n’est entré.',
    siteClosed: 'Arrêté : le site a été désactivé, supprimé ou modifié. Personne n’est entré.',
    switchedOff: 'Arrêté par un administrateur de ce portail. Personne n’est entré.',
    notAsked: 'Le portail n’a pas pris la question. Personne n’est entré.',
  },
}

const pt: CardTexts = {
  asks: {
    sign_in: 'pede para iniciar a sua sessão lá.',
    link_account: 'pede para vincular a sua conta lá à sua conta do portal.',
    approve_device: 'pede que aprove um dispositivo lá.',
  },
  startedBy: 'Iniciado por',
  claimed: 'segundo o site, não verificado',
  from: 'De',
  unknownAddress: 'endereço desconhecido',
  consequence:
    'Se confirmar, {host} saberá quem você é neste portal, e o navegador acima agirá lá em seu nome.',
  plainWarning: 'Confirmar basta: nada mais será perguntado.',
  finishNext: 'Depois de confirmar, termine no navegador onde começou.',
  ifNotYou: 'Se não foi você quem iniciou isto agora mesmo, recuse.',
  confirm: 'Confirmar',
  decline: 'Recusar',
  finish: 'Concluir o acesso',
  outcome: {
    confirmedFinish: 'Confirmado. Em até dois minutos, toque no botão abaixo no navegador onde começou.',
    confirmedPlain: 'Confirmado.',
    consumed: 'Confirmado e entregue ao site.',
    user: 'Recusado. Ninguém entrou.',
    startedElsewhere: 'Interrompido: foi iniciado em outro navegador. Ninguém entrou.',
    cancelled: 'Cancelado onde foi iniciado. Ninguém entrou.',
    replaced: 'Um acesso mais recente no mesmo navegador tomou o lugar deste. Ninguém entrou por este.',
    time: 'Tarde demais: ninguém respondeu a tempo. Ninguém entrou.',
    notFinished: 'Tarde demais: confirmado, mas não concluído a tempo. Ninguém entrou.',
    siteClosed: 'Interrompido: o site foi desligado, removido ou alterado. Ninguém entrou.',
    switchedOff: 'Interrompido por um administrador deste portal. Ninguém entrou.',
    notAsked: 'O portal não aceitou a pergunta. Ninguém entrou.',
  },
}

const texts = new Map([
  ['en', en],
  ['de', de],
  ['ru', ru],
  ['es', es],
  ['la', es],
  ['fr', fr],
  ['pt', pt],
  ['br', pt],
])

export const cardLanguages = [...texts.keys()]

/** The texts in the user's language (`de`, also `de-AT`; the portal's own `la` and `br`), or in English. */
export const cardTextsFor = (language: string | null): CardTexts => {
  const [code = ''] = (language ?? '').toLowerCase().split(/[-_]/)
  return texts.get(code) ?? en
}

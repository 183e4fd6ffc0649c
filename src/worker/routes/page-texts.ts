import type { Ending, Purpose } from '../../contract/pairing/pairing-words.ts'

/** What the hosted pages say, in one language. */
export type PageTexts = {
  readonly lang: string
  readonly title: Readonly<Record<Purpose, string>>
  readonly start: string
  readonly starting: string
  readonly scan: string
  readonly scanHint: string
  readonly openApp: string
  readonly openBrowser: string
  readonly openChat: string
  readonly copyLink: string
  readonly copied: string
  readonly waiting: string
  readonly notReached: string
  readonly asking: string
  readonly asked: string
  readonly askedHint: string
  readonly confirmedFinish: string
  readonly confirmedPlain: string
  readonly consumed: string
  readonly endings: Readonly<Record<Ending, string>>
  readonly backTo: string
  readonly timeLeft: string
  readonly cancel: string
  readonly cancelFailed: string
  readonly busy: string
  readonly busyHint: string
  readonly gone: string
  readonly goneHint: string
  readonly offline: string
  readonly finishTitle: string
  readonly finishAsks: string
  readonly finishYes: string
  readonly finishNo: string
  readonly finishElsewhere: string
  readonly finishGone: string
  readonly finishStopped: string
  readonly finishAway: string
  readonly tryAgain: string
  readonly noScript: string
}

const en: PageTexts = {
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
    startedElsewhere: 'Stopped: it was finished in a browser other than the one that started it.',
    cancelled: 'Cancelled.',
    replaced: 'A newer sign-in in this browser took its place.',
    time: 'Nobody answered in time.',
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
  tryAgain: 'Try again',
  noScript: 'This page needs JavaScript to show what happens in the chat.',
}

const de: PageTexts = {
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
    startedElsewhere: 'Abgebrochen: In einem anderen Browser abgeschlossen als begonnen.',
    cancelled: 'Abgebrochen.',
    replaced: 'Eine neuere Anmeldung in diesem Browser ist an ihre Stelle getreten.',
    time: 'Niemand hat rechtzeitig geantwortet.',
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
  tryAgain: 'Noch einmal versuchen',
  noScript: 'Diese Seite braucht JavaScript, um zu zeigen, was im Chat geschieht.',
}

const ru: PageTexts = {
  lang: 'ru',
  title: {
    sign_in: 'Вход через Битрикс24',
    link_account: 'Связать аккаунт Битрикс24',
    approve_device: 'Разрешить устройство через Битрикс24',
  },
  start: 'Продолжить',
  starting: 'Минуту',
  scan: 'Отсканируйте или откройте чат на этом устройстве',
  scanHint:
    'Камера телефона откроет портал в браузере телефона, где вы должны быть авторизованы. Мобильное приложение так не открыть; внутри приложения ссылка работает, если нажать на неё в чате.',
  openApp: 'Открыть в приложении',
  openBrowser: 'Открыть в браузере',
  openChat: 'Открыть чат здесь',
  copyLink: 'Скопировать ссылку',
  copied: 'Ссылка скопирована',
  waiting: 'Ждём, когда вы откроете чат',
  notReached:
    'Ничего не происходит? Спрашиваем только действующих сотрудников портала и не больше нескольких раз в час.',
  asking: 'Бот сейчас спросит в чате; загруженному порталу нужно время',
  asked: 'Теперь ответьте в чате',
  askedHint: 'Бот спросил там. Сверьте сайт, адрес и браузер, затем подтвердите.',
  confirmedFinish: 'Подтверждено. Нажмите в чате «Завершить вход», в этом браузере.',
  confirmedPlain: 'Подтверждено. Минуту',
  consumed: 'Передано сайту. Страницу можно закрыть.',
  endings: {
    user: 'Отклонено в чате.',
    startedElsewhere: 'Остановлено: завершали не в том браузере, где начали.',
    cancelled: 'Отменено.',
    replaced: 'Его заменил более новый вход в этом браузере.',
    time: 'Ответа не было вовремя.',
    switchedOff: 'Администратор портала отключил эту возможность.',
    notAsked: 'Портал не принял вопрос. Попробуйте ещё раз или сообщите администратору портала.',
  },
  backTo: 'Вернуться на {site}',
  timeLeft: 'Осталось:',
  cancel: 'Отменить',
  cancelFailed: 'Не получилось: служба входа не отвечает. Ничего не отменено; нажмите ещё раз.',
  busy: 'Подождите немного',
  busyHint: 'Из вашей сети сейчас входят многие. Вернитесь и попробуйте через минуту.',
  gone: 'Здесь ничего не происходит',
  goneHint:
    'Этот адрес работает один раз, десять минут, в том браузере, который его открыл. Начните заново там, откуда пришли.',
  offline: 'Связь прервалась, пробуем снова.',
  finishTitle: 'Завершение',
  finishAsks: 'Впустить этот браузер на {site} под именем {user}?',
  finishYes: 'Завершить вход',
  finishNo: 'Остановить',
  finishElsewhere:
    'Остановлено. Начали не в этом браузере: возможно, это был кто-то другой. Доступ никто не получил.',
  finishGone: 'Ссылка использована или устарела: возможно, вход уже завершён в этом или другом окне.',
  finishStopped: 'Остановлено. Никто не вошёл.',
  finishAway: 'Служба входа не отвечает. Ссылка сохранена в этом окне, попытка повторится сама.',
  tryAgain: 'Попробовать снова',
  noScript: 'Этой странице нужен JavaScript, чтобы показать, что происходит в чате.',
}

const es: PageTexts = {
  lang: 'es',
  title: {
    sign_in: 'Entrar con Bitrix24',
    link_account: 'Vincular su cuenta de Bitrix24',
    approve_device: 'Aprobar un dispositivo con Bitrix24',
  },
  start: 'Continuar',
  starting: 'Un momento',
  scan: 'Escanee, o abra el chat en este dispositivo',
  scanHint:
    'La cámara del teléfono abre el portal en el navegador del teléfono, donde debe haber iniciado sesión. No puede abrir la aplicación móvil; dentro de ella, el enlace funciona al tocarlo en un chat.',
  openApp: 'Abrir en la aplicación',
  openBrowser: 'Abrir en el navegador',
  openChat: 'Abrir el chat aquí',
  copyLink: 'Copiar enlace',
  copied: 'Enlace copiado',
  waiting: 'Esperando a que abra el chat',
  notReached:
    '¿No ocurre nada? Solo se pregunta a empleados activos del portal, como mucho unas pocas veces por hora.',
  asking: 'El bot va a preguntar en el chat; un portal ocupado tarda un poco',
  asked: 'Ahora responda en el chat',
  askedHint: 'El bot ha preguntado allí. Compare el sitio, la dirección y el navegador, y confirme.',
  confirmedFinish: 'Confirmado. Pulse «Terminar el acceso» en el chat, en este navegador.',
  confirmedPlain: 'Confirmado. Un momento',
  consumed: 'Entregado al sitio. Puede cerrar esta página.',
  endings: {
    user: 'Rechazado en el chat.',
    startedElsewhere: 'Detenido: se terminó en un navegador distinto del que lo inició.',
    cancelled: 'Cancelado.',
    replaced: 'Un acceso más reciente en este navegador ocupó su lugar.',
    time: 'Nadie respondió a tiempo.',
    switchedOff: 'Un administrador del portal lo ha desactivado.',
    notAsked: 'El portal no aceptó la pregunta. Inténtelo de nuevo o avise a un administrador del portal.',
  },
  backTo: 'Volver a {site}',
  timeLeft: 'Tiempo restante:',
  cancel: 'Cancelar',
  cancelFailed:
    'No ha funcionado: el servicio de acceso no responde. No se ha cancelado nada; pulse otra vez.',
  busy: 'Un momento, por favor',
  busyHint: 'Muchas personas de su red están entrando ahora. Vuelva atrás e inténtelo dentro de un minuto.',
  gone: 'Aquí no hay nada en curso',
  goneHint:
    'Esta dirección funciona una vez, diez minutos, en el navegador que la abrió. Empiece de nuevo donde venía.',
  offline: 'Conexión interrumpida; se intenta de nuevo.',
  finishTitle: 'Terminar',
  finishAsks: '¿Dejar entrar a este navegador en {site} como {user}?',
  finishYes: 'Terminar el acceso',
  finishNo: 'Detener',
  finishElsewhere:
    'Detenido. No se inició en este navegador: quizá lo inició otra persona. Nadie ha entrado.',
  finishGone:
    'Este enlace ya se usó o es demasiado antiguo: puede que se terminara en esta ventana o en otra.',
  finishStopped: 'Detenido. Nadie ha entrado.',
  finishAway:
    'El servicio de acceso no responde. Su enlace se conserva en esta ventana y se intenta de nuevo solo.',
  tryAgain: 'Intentar de nuevo',
  noScript: 'Esta página necesita JavaScript para mostrar lo que ocurre en el chat.',
}

const fr: PageTexts = {
  lang: 'fr',
  title: {
    sign_in: 'Se connecter avec Bitrix24',
    link_account: 'Lier votre compte Bitrix24',
    approve_device: 'Approuver un appareil avec Bitrix24',
  },
  start: 'Continuer',
  starting: 'Un instant',
  scan: 'Scannez, ou ouvrez le chat sur cet appareil',
  scanHint:
    'L’appareil photo d’un téléphone ouvre le portail dans le navigateur du téléphone, où vous devez être connecté. Il ne peut pas ouvrir l’application mobile ; dans celle-ci, le lien fonctionne quand on le touche dans un chat.',
  openApp: 'Ouvrir dans l’application',
  openBrowser: 'Ouvrir dans le navigateur',
  openChat: 'Ouvrir le chat ici',
  copyLink: 'Copier le lien',
  copied: 'Lien copié',
  waiting: 'En attente de l’ouverture du chat',
  notReached:
    'Rien ne se passe ? Seuls les employés actifs du portail sont sollicités, quelques fois par heure au plus.',
  asking: 'Le bot va poser la question dans le chat ; un portail occupé prend un moment',
  asked: 'Répondez maintenant dans le chat',
  askedHint: 'Le bot y a posé la question. Comparez le site, l’adresse et le navigateur, puis confirmez.',
  confirmedFinish: 'Confirmé. Appuyez sur « Terminer la connexion » dans le chat, dans ce navigateur.',
  confirmedPlain: 'Confirmé. Un instant',
  consumed: 'Remis au site. Vous pouvez fermer cette page.',
  endings: {
    user: 'Refusé dans le chat.',
    startedElsewhere: 'Arrêté : terminé dans un autre navigateur que celui du départ.',
    cancelled: 'Annulé.',
    replaced: 'Une connexion plus récente dans ce navigateur a pris sa place.',
    time: 'Personne n’a répondu à temps.',
    switchedOff: 'Un administrateur du portail l’a désactivé.',
    notAsked: 'Le portail n’a pas pris la question. Réessayez, ou prévenez un administrateur du portail.',
  },
  backTo: 'Retour à {site}',
  timeLeft: 'Temps restant :',
  cancel: 'Annuler',
  cancelFailed:
    'Cela n’a pas marché : le service de connexion ne répond pas. Rien n’a été annulé ; appuyez à nouveau.',
  busy: 'Un instant, s’il vous plaît',
  busyHint:
    'Beaucoup de personnes de votre réseau se connectent en ce moment. Revenez en arrière et réessayez dans une minute.',
  gone: 'Rien n’est en cours ici',
  goneHint:
    'Cette adresse fonctionne une fois, dix minutes, dans le navigateur qui l’a ouverte. Recommencez là d’où vous venez.',
  offline: 'Connexion interrompue ; nouvel essai.',
  finishTitle: 'Terminer',
  finishAsks: 'Laisser entrer ce navigateur sur {site} en tant que {user} ?',
  finishYes: 'Terminer la connexion',
  finishNo: 'Arrêter',
  finishElsewhere:
    'Arrêté. Cela n’a pas commencé dans ce navigateur : quelqu’un d’autre l’a peut-être lancé. Personne n’est entré.',
  finishGone:
    'Ce lien est déjà utilisé ou trop ancien : la connexion a peut-être été terminée dans cette fenêtre ou une autre.',
  finishStopped: 'Arrêté. Personne n’est entré.',
  finishAway:
    'Le service de connexion ne répond pas. Votre lien reste dans cette fenêtre, et un nouvel essai se fait tout seul.',
  tryAgain: 'Réessayer',
  noScript: 'Cette page a besoin de JavaScript pour montrer ce qui se passe dans le chat.',
}

const pt: PageTexts = {
  lang: 'pt',
  title: {
    sign_in: 'Entrar com o Bitrix24',
    link_account: 'Vincular a sua conta do Bitrix24',
    approve_device: 'Aprovar um dispositivo com o Bitrix24',
  },
  start: 'Continuar',
  starting: 'Um momento',
  scan: 'Leia o código, ou abra o chat neste dispositivo',
  scanHint:
    'A câmera do celular abre o portal no navegador do celular, onde você precisa ter entrado. Ela não abre o aplicativo móvel; dentro dele, o link funciona quando tocado em um chat.',
  openApp: 'Abrir no aplicativo',
  openBrowser: 'Abrir no navegador',
  openChat: 'Abrir o chat aqui',
  copyLink: 'Copiar link',
  copied: 'Link copiado',
  waiting: 'Esperando você abrir o chat',
  notReached:
    'Nada acontece? Só funcionários ativos do portal são consultados, no máximo algumas vezes por hora.',
  asking: 'O bot vai perguntar no chat; um portal ocupado demora um pouco',
  asked: 'Agora responda no chat',
  askedHint: 'O bot perguntou lá. Compare o site, o endereço e o navegador, e confirme.',
  confirmedFinish: 'Confirmado. Toque em “Concluir o acesso” no chat, neste navegador.',
  confirmedPlain: 'Confirmado. Um momento',
  consumed: 'Entregue ao site. Você pode fechar esta página.',
  endings: {
    user: 'Recusado no chat.',
    startedElsewhere: 'Interrompido: foi concluído em um navegador diferente do que iniciou.',
    cancelled: 'Cancelado.',
    replaced: 'Um acesso mais recente neste navegador tomou o seu lugar.',
    time: 'Ninguém respondeu a tempo.',
    switchedOff: 'Um administrador do portal desligou isto.',
    notAsked: 'O portal não aceitou a pergunta. Tente de novo ou avise um administrador do portal.',
  },
  backTo: 'Voltar para {site}',
  timeLeft: 'Tempo restante:',
  cancel: 'Cancelar',
  cancelFailed: 'Não deu certo: o serviço de acesso não responde. Nada foi cancelado; toque de novo.',
  busy: 'Um momento, por favor',
  busyHint: 'Muitas pessoas da sua rede estão entrando agora. Volte e tente de novo em um minuto.',
  gone: 'Nada está em andamento aqui',
  goneHint:
    'Este endereço funciona uma vez, por dez minutos, no navegador que o abriu. Comece de novo de onde veio.',
  offline: 'A conexão caiu; tentando de novo.',
  finishTitle: 'Concluir',
  finishAsks: 'Deixar este navegador entrar em {site} como {user}?',
  finishYes: 'Concluir o acesso',
  finishNo: 'Parar',
  finishElsewhere:
    'Interrompido. Não foi iniciado neste navegador: talvez outra pessoa tenha iniciado. Ninguém entrou.',
  finishGone:
    'Este link já foi usado ou é antigo demais: talvez tenha sido concluído nesta janela ou em outra.',
  finishStopped: 'Interrompido. Ninguém entrou.',
  finishAway:
    'O serviço de acesso não responde. Seu link fica guardado nesta janela, e a tentativa se repete sozinha.',
  tryAgain: 'Tentar de novo',
  noScript: 'Esta página precisa de JavaScript para mostrar o que acontece no chat.',
}

const texts = { en, de, ru, es, fr, pt } as const

/** The first language of an `Accept-Language` header that the pages speak, or English. */
export const pageTextsFor = (acceptLanguage: string | undefined): PageTexts => {
  const wanted = (acceptLanguage ?? '').slice(0, 200).split(',')
  const codes = wanted.map((part) => part.trim().slice(0, 2).toLowerCase())
  return Object.entries(texts).find(([code]) => code === codes.find((one) => one in texts))?.[1] ?? en
}

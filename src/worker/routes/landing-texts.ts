import type { ShortLinkState } from '../../contract/links/short-link.ts'

/** What a landing page says, in one language; `{bot}` and `{portal}` are filled in. */
export type LandingTexts = {
  readonly lang: string
  readonly title: string
  readonly says: string
  readonly portal: string
  readonly bot: string
  readonly openBrowser: string
  readonly openApp: string
  readonly signIn: string
  readonly phone: string
  readonly trying: string
  readonly dont: string
  readonly tried: string
  readonly remember: string
  readonly address: string
  readonly copy: string
  readonly copied: string
  readonly leadsTo: string
  readonly validUntil: string
  readonly noEnd: string
  readonly goOn: string
  readonly over: Readonly<Record<Exclude<ShortLinkState, 'active'>, string>>
  readonly askGiver: string
  readonly unknown: string
  readonly unknownHint: string
  readonly busy: string
  readonly busyHint: string
}

const en: LandingTexts = {
  lang: 'en',
  title: 'Chat with {bot}',
  says: 'This opens a chat with {bot} in the Bitrix24 portal {portal}.',
  portal: 'Portal',
  bot: 'Bot',
  openBrowser: 'Open in browser',
  openApp: 'Open in the desktop app',
  signIn: 'You must be signed in to the portal.',
  phone:
    'On a phone or a tablet the Bitrix24 app cannot be opened on this chat from outside. The browser here can, once you have signed in to the portal.',
  trying: 'Opening the desktop app',
  dont: 'Do not open',
  tried: 'Nothing happened? Then the app is not on this computer: use the browser.',
  remember: 'Remember what I choose in this browser',
  address: 'Address of the chat',
  copy: 'Copy',
  copied: 'Copied',
  leadsTo: 'Where this link leads',
  validUntil: 'Valid until',
  noEnd: 'no end set',
  goOn: 'Go on',
  over: {
    revoked: 'This link was withdrawn',
    expired: 'This link has expired',
    usedUp: 'This link has been used up',
  },
  askGiver: 'Ask whoever gave it to you for a new one.',
  unknown: 'There is no such link',
  unknownHint: 'Look at the address again, letter by letter; or ask whoever gave it to you.',
  busy: 'One moment, please',
  busyHint: 'Many addresses that do not exist were tried from your network. Try again in a minute.',
}

const de: LandingTexts = {
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
}

const ru: LandingTexts = {
  lang: 'ru',
  title: 'Чат с ботом {bot}',
  says: 'Откроется чат с ботом {bot} на портале Битрикс24 {portal}.',
  portal: 'Портал',
  bot: 'Бот',
  openBrowser: 'Открыть в браузере',
  openApp: 'Открыть в приложении для компьютера',
  signIn: 'Нужно войти на портал.',
  phone:
    'На телефоне и планшете приложение Битрикс24 нельзя открыть на этом чате извне. Браузер здесь это может, когда вы вошли на портал.',
  trying: 'Открываем приложение',
  dont: 'Не открывать',
  tried: 'Ничего не произошло? Значит, приложения на этом компьютере нет: откройте в браузере.',
  remember: 'Запомнить мой выбор в этом браузере',
  address: 'Адрес чата',
  copy: 'Копировать',
  copied: 'Скопировано',
  leadsTo: 'Куда ведёт эта ссылка',
  validUntil: 'Действует до',
  noEnd: 'срок не задан',
  goOn: 'Дальше',
  over: {
    revoked: 'Эта ссылка отозвана',
    expired: 'Срок действия ссылки истёк',
    usedUp: 'Эта ссылка использована',
  },
  askGiver: 'Попросите новую у того, кто её вам дал.',
  unknown: 'Такой ссылки нет',
  unknownHint: 'Сверьте адрес по буквам или спросите того, кто его дал.',
  busy: 'Подождите немного',
  busyHint: 'Из вашей сети открывали много несуществующих адресов. Попробуйте через минуту.',
}

const es: LandingTexts = {
  lang: 'es',
  title: 'Chat con {bot}',
  says: 'Se abre un chat con {bot} en el portal de Bitrix24 {portal}.',
  portal: 'Portal',
  bot: 'Bot',
  openBrowser: 'Abrir en el navegador',
  openApp: 'Abrir en la aplicación de escritorio',
  signIn: 'Debe haber iniciado sesión en el portal.',
  phone:
    'En un teléfono o una tableta no se puede abrir la aplicación de Bitrix24 en este chat desde fuera. El navegador sí puede, después de iniciar sesión en el portal.',
  trying: 'Abriendo la aplicación de escritorio',
  dont: 'No abrir',
  tried: '¿No pasa nada? Entonces la aplicación no está en este equipo: use el navegador.',
  remember: 'Recordar mi elección en este navegador',
  address: 'Dirección del chat',
  copy: 'Copiar',
  copied: 'Copiado',
  leadsTo: 'Adónde lleva este enlace',
  validUntil: 'Válido hasta',
  noEnd: 'sin fecha final',
  goOn: 'Continuar',
  over: {
    revoked: 'Este enlace fue retirado',
    expired: 'Este enlace ha caducado',
    usedUp: 'Este enlace ya se ha agotado',
  },
  askGiver: 'Pida uno nuevo a quien se lo dio.',
  unknown: 'Este enlace no existe',
  unknownHint: 'Compare la dirección letra por letra o pregunte a quien se la dio.',
  busy: 'Un momento, por favor',
  busyHint: 'Desde su red se han probado muchas direcciones que no existen. Inténtelo en un minuto.',
}

const fr: LandingTexts = {
  lang: 'fr',
  title: 'Discussion avec {bot}',
  says: 'Ceci ouvre une discussion avec {bot} sur le portail Bitrix24 {portal}.',
  portal: 'Portail',
  bot: 'Bot',
  openBrowser: 'Ouvrir dans le navigateur',
  openApp: 'Ouvrir dans l’application de bureau',
  signIn: 'Vous devez être connecté au portail.',
  phone:
    'Sur un téléphone ou une tablette, l’application Bitrix24 ne peut pas être ouverte sur cette discussion depuis l’extérieur. Le navigateur le peut, une fois connecté au portail.',
  trying: 'Ouverture de l’application de bureau',
  dont: 'Ne pas ouvrir',
  tried: 'Rien ne se passe ? L’application n’est pas sur cet ordinateur : prenez le navigateur.',
  remember: 'Retenir mon choix dans ce navigateur',
  address: 'Adresse de la discussion',
  copy: 'Copier',
  copied: 'Copié',
  leadsTo: 'Où mène ce lien',
  validUntil: 'Valable jusqu’au',
  noEnd: 'sans fin fixée',
  goOn: 'Continuer',
  over: {
    revoked: 'Ce lien a été retiré',
    expired: 'Ce lien a expiré',
    usedUp: 'Ce lien est épuisé',
  },
  askGiver: 'Demandez-en un nouveau à la personne qui vous l’a donné.',
  unknown: 'Ce lien n’existe pas',
  unknownHint: 'Vérifiez l’adresse lettre par lettre, ou demandez à la personne qui vous l’a donnée.',
  busy: 'Un instant, s’il vous plaît',
  busyHint:
    'De nombreuses adresses qui n’existent pas ont été essayées depuis votre réseau. Réessayez dans une minute.',
}

const pt: LandingTexts = {
  lang: 'pt',
  title: 'Chat com {bot}',
  says: 'Isto abre um chat com {bot} no portal Bitrix24 {portal}.',
  portal: 'Portal',
  bot: 'Bot',
  openBrowser: 'Abrir no navegador',
  openApp: 'Abrir no aplicativo de desktop',
  signIn: 'É preciso ter entrado no portal.',
  phone:
    'Em um celular ou tablet, o aplicativo Bitrix24 não pode ser aberto neste chat a partir de fora. O navegador pode, depois de entrar no portal.',
  trying: 'Abrindo o aplicativo de desktop',
  dont: 'Não abrir',
  tried: 'Nada aconteceu? Então o aplicativo não está neste computador: use o navegador.',
  remember: 'Lembrar minha escolha neste navegador',
  address: 'Endereço do chat',
  copy: 'Copiar',
  copied: 'Copiado',
  leadsTo: 'Para onde este link leva',
  validUntil: 'Válido até',
  noEnd: 'sem fim definido',
  goOn: 'Continuar',
  over: {
    revoked: 'Este link foi retirado',
    expired: 'Este link expirou',
    usedUp: 'Este link já foi esgotado',
  },
  askGiver: 'Peça um novo a quem o deu a você.',
  unknown: 'Este link não existe',
  unknownHint: 'Confira o endereço letra por letra ou pergunte a quem o deu a você.',
  busy: 'Um momento, por favor',
  busyHint:
    'Muitos endereços que não existem foram tentados a partir da sua rede. Tente de novo em um minuto.',
}

export const landingTexts = { en, de, ru, es, fr, pt } as const

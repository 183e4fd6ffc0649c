import type { PageTexts } from './en.ts'

export const fr: PageTexts = {
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
    startedElsewhere:
      'Arrêté : « Terminer la connexion » a été ouvert dans un autre navigateur que celui du départ.',
    cancelled: 'Annulé.',
    replaced: 'Une connexion plus récente dans ce navigateur a pris sa place.',
    time: 'Personne n’a répondu à temps.',
    notFinished: 'Confirmé dans le chat, mais pas terminé à temps.',
    siteClosed: 'Le site a été désactivé, supprimé ou modifié.',
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
  finishStopAway:
    'Le service de connexion ne répond pas : ce n’est peut-être pas encore arrêté. Un nouvel essai se fait tout seul.',
  tryAgain: 'Réessayer',
  noScript: 'Cette page a besoin de JavaScript.',
}

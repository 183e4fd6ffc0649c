import type { LandingTexts } from './en.ts'

export const fr: LandingTexts = {
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
  away: 'Quelque chose ne fonctionne pas',
  awayHint: 'Le lien n’a pas pu être consulté. Réessayez dans une minute.',
  tryAgain: 'Réessayer',
}

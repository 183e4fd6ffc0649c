import type { LandingTexts } from './en.ts'

export const pt: LandingTexts = {
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
  away: 'Algo não está funcionando agora',
  awayHint: 'Não foi possível consultar o link. Tente de novo em um minuto.',
  tryAgain: 'Tentar de novo',
}

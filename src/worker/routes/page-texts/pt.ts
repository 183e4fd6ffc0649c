import type { PageTexts } from './en.ts'

export const pt: PageTexts = {
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
    startedElsewhere:
      'Interrompido: “Concluir o acesso” foi aberto em um navegador diferente do que iniciou.',
    cancelled: 'Cancelado.',
    replaced: 'Um acesso mais recente neste navegador tomou o seu lugar.',
    time: 'Ninguém respondeu a tempo.',
    notFinished: 'Confirmado no chat, mas não concluído a tempo.',
    siteClosed: 'O site foi desligado, removido ou alterado.',
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
  finishStopAway:
    'O serviço de acesso não responde: talvez ainda não tenha sido interrompido. A tentativa se repete sozinha.',
  tryAgain: 'Tentar de novo',
  noScript: 'Esta página precisa de JavaScript.',
}

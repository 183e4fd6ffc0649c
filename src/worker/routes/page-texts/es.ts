import type { PageTexts } from './en.ts'

export const es: PageTexts = {
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
    startedElsewhere: 'Detenido: «Terminar el acceso» se abrió en un navegador distinto del que lo inició.',
    cancelled: 'Cancelado.',
    replaced: 'Un acceso más reciente en este navegador ocupó su lugar.',
    time: 'Nadie respondió a tiempo.',
    notFinished: 'Confirmado en el chat, pero no se terminó a tiempo.',
    siteClosed: 'El sitio se desactivó, se eliminó o se modificó.',
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
  finishStopAway:
    'El servicio de acceso no responde: quizá todavía no se ha detenido. Se intenta de nuevo solo.',
  tryAgain: 'Intentar de nuevo',
  noScript: 'Esta página necesita JavaScript.',
}

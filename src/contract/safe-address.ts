/** Whether a host, as `URL.hostname` has it, is this very machine. */
export const isLoopbackHost = (hostname: string): boolean =>
  /^(localhost|\[::1\]|127(\.\d{1,3}){3})$/i.test(hostname)

/** Whether nobody on the way can listen: https, or http that does not leave this machine. */
export const isSafeAddress = ({ protocol, hostname }: Pick<URL, 'protocol' | 'hostname'>): boolean =>
  protocol === 'https:' || (protocol === 'http:' && isLoopbackHost(hostname))

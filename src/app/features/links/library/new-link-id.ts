/** An id nobody else has; short, because it stands in addresses and in the names of options. */
export const newLinkId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, '0')).join('')

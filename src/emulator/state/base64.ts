/** Bytes of a base64 text, or undefined when it is not one (a `data:` prefix makes it none). */
export const decodeBase64 = (text: string): Uint8Array<ArrayBuffer> | undefined => {
  const bare = text.replace(/\s+/g, '')
  if (bare === '' || bare.length % 4 === 1 || !/^[A-Za-z0-9+/]+={0,2}$/.test(bare)) return undefined
  const binary = atob(bare)
  return Uint8Array.from(binary, (char) => char.charCodeAt(0))
}

/** Size in bytes without decoding. */
export const base64Size = (text: string): number => {
  const bare = text.replace(/\s+/g, '').replace(/=+$/, '')
  return Math.floor((bare.length * 3) / 4)
}

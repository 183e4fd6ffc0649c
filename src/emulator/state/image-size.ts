/** Width and height in pixels. */
export type ImageSize = { readonly width: number; readonly height: number }

const startsWith = (bytes: Uint8Array, signature: readonly number[], at = 0) =>
  signature.every((byte, index) => bytes[at + index] === byte)

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

const pngSize = (bytes: Uint8Array): ImageSize | undefined =>
  bytes.length < 24 ? undefined : { width: viewOf(bytes).getUint32(16), height: viewOf(bytes).getUint32(20) }

const gifSize = (bytes: Uint8Array): ImageSize | undefined =>
  bytes.length < 10
    ? undefined
    : { width: viewOf(bytes).getUint16(6, true), height: viewOf(bytes).getUint16(8, true) }

const isFrameMarker = (marker: number) =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc

const jpegSize = (bytes: Uint8Array): ImageSize | undefined => {
  const view = viewOf(bytes)
  let at = 2
  while (at + 9 < bytes.length && bytes[at] === 0xff) {
    if (isFrameMarker(bytes[at + 1] ?? 0))
      return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) }
    at += 2 + view.getUint16(at + 2)
  }
  return undefined
}

const readers: readonly [number[], (bytes: Uint8Array) => ImageSize | undefined][] = [
  [[0x89, 0x50, 0x4e, 0x47], pngSize],
  [[0x47, 0x49, 0x46, 0x38], gifSize],
  [[0xff, 0xd8, 0xff], jpegSize],
]

/** The size a PNG, GIF or JPEG says it has; undefined for anything else. */
export const imageSizeOf = (bytes: Uint8Array): ImageSize | undefined =>
  readers.find(([signature]) => startsWith(bytes, signature))?.[1](bytes)

import { zlibSync } from 'fflate'

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  return crc >>> 0
})

const crcOf = (bytes: Uint8Array): number => {
  let crc = 0xffffffff
  for (const byte of bytes) crc = (crcTable[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8)
  return (crc ^ 0xffffffff) >>> 0
}

const chunk = (type: string, data: Uint8Array): Uint8Array => {
  const bytes = new Uint8Array(data.length + 12)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, data.length)
  bytes.set(
    [...type].map((letter) => letter.charCodeAt(0)),
    4,
  )
  bytes.set(data, 8)
  view.setUint32(data.length + 8, crcOf(bytes.subarray(4, data.length + 8)))
  return bytes
}

const colourOf = (hex: string): readonly number[] =>
  [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16))

const headerOf = (side: number): Uint8Array => {
  const header = new Uint8Array(13)
  const view = new DataView(header.buffer)
  view.setUint32(0, side)
  view.setUint32(4, side)
  header.set([1, 3], 8) // one bit a pixel, from a palette
  return header
}

export type PngLook = {
  readonly quietZone: number
  readonly dark: string
  readonly light: string
  /** Pixels along one module. */
  readonly scale: number
}

/** The code's modules as a PNG of two colours: a canvas would take a hundred times as long. */
export const qrPng = (
  modules: readonly (readonly boolean[])[],
  { quietZone, dark, light, scale }: PngLook,
): Uint8Array => {
  const side = (modules.length + 2 * quietZone) * scale
  const stride = Math.ceil(side / 8) + 1 // each line begins with its filter
  const pixels = new Uint8Array(stride * side)
  for (const [y, row] of modules.entries()) {
    const first = (y + quietZone) * scale * stride
    for (const [x, isDark] of row.entries()) {
      if (!isDark) continue
      const from = (x + quietZone) * scale
      for (let at = from; at < from + scale; at += 1)
        pixels[first + 1 + (at >> 3)] = (pixels[first + 1 + (at >> 3)] ?? 0) | (0x80 >> (at & 7))
    }
    for (let copy = 1; copy < scale; copy += 1)
      pixels.copyWithin(first + copy * stride, first, first + stride)
  }
  const parts = [
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk('IHDR', headerOf(side)),
    chunk('PLTE', Uint8Array.from([...colourOf(light), ...colourOf(dark)])),
    chunk('IDAT', zlibSync(pixels, { level: 6 })),
    chunk('IEND', new Uint8Array()),
  ]
  const file = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    file.set(part, at)
    at += part.length
  }
  return file
}

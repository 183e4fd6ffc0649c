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

type Png = {
  readonly side: number
  /** `palette`: one bit a pixel, two colours; `rgb`: three bytes a pixel. */
  readonly kind: 'palette' | 'rgb'
  /** The two colours' bytes. */
  readonly palette?: Uint8Array
  /** Line by line, each behind the byte that names its filter. */
  readonly lines: Uint8Array
  readonly level: 1 | 6
}

const headerOf = ({ side, kind }: Png): Uint8Array => {
  const header = new Uint8Array(13)
  const view = new DataView(header.buffer)
  view.setUint32(0, side)
  view.setUint32(4, side)
  header.set(kind === 'palette' ? [1, 3] : [8, 2], 8) // bits of a sample, type of colour
  return header
}

/** A square PNG, written without a canvas, which would take a hundred times as long. */
export const pngFile = (png: Png): Uint8Array => {
  const parts = [
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk('IHDR', headerOf(png)),
    ...(png.palette ? [chunk('PLTE', png.palette)] : []),
    chunk('IDAT', zlibSync(png.lines, { level: png.level })),
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

import decodeQR from 'qr/decode.js'

/** One way to look at a picture: how large its longer side is drawn, turned by how much, dark for light or not. */
export type Look = { readonly side: number; readonly degrees: number; readonly isInverted: boolean }

export type Pixels = {
  readonly width: number
  readonly height: number
  readonly data: Uint8ClampedArray | Uint8Array
}

const look = (side: number, degrees = 0, isInverted = false): Look => ({ side, degrees, isInverted })

/** From what usually works to what seldom helps: small noise goes away when it is smaller, fine codes need it larger. */
export const looks: readonly Look[] = [
  look(1000),
  look(1800),
  look(500),
  look(1000, 0, true),
  look(1000, 30),
  look(1000, 45),
  look(1000, 60),
  look(2800),
  look(1800, 45),
]

const invert = ({ width, height, data }: Pixels): Pixels => ({
  width,
  height,
  data: data.map((value, index) => (index % 4 === 3 ? value : 255 - value)),
})

const tryDecode = (pixels: Pixels): string | undefined => {
  try {
    return decodeQR(pixels, { effort: Infinity, timeLimit: 1500 })
  } catch {
    return undefined // nothing was found this way
  }
}

/** The text of the code in a picture, looked at in several ways; undefined when there is none that can be read. */
export const findCode = (draw: (look: Look) => Pixels): string | undefined => {
  for (const one of looks) {
    const drawn = draw(one)
    const text = tryDecode(one.isInverted ? invert(drawn) : drawn)
    if (text !== undefined) return text
  }
  return undefined
}

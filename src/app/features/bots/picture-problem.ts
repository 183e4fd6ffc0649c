import { limits } from '../../../contract/rest/enums.ts'

/** A chosen file, as far as it was looked at. */
export type Picture = {
  readonly name: string
  readonly bytes: number
  /** The file's first bytes or all of them, as base64. */
  readonly base64: string
  /** In pixels; undefined when the browser cannot draw it. */
  readonly size: { readonly width: number; readonly height: number } | undefined
}

/** No portal tells its limit; a picture of a few dozen pixels on the screen needs no more than this. */
export const pictureBytes = 5 * 1024 * 1024

/** How PNG, JPEG and GIF files begin, in base64. A file's name and type say only what somebody called it. */
const beginnings = ['iVBORw0KGg', '/9j/', 'R0lGOD']

const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MB`

/** Why a file cannot be a bot's picture, as a sentence; undefined when it can. */
export const pictureProblem = ({ name, bytes, base64, size }: Picture): string | undefined => {
  if (bytes > pictureBytes) return `${name} has ${megabytes(bytes)}; at most ${megabytes(pictureBytes)}.`
  if (!beginnings.some((beginning) => base64.startsWith(beginning)))
    return `${name} is no PNG, JPEG or GIF picture; the portal reads only those.`
  if (!size) return `${name} is damaged: this browser cannot show it.`
  if (Math.max(size.width, size.height) > limits.avatarPixels)
    return `${name} is ${size.width} × ${size.height} pixels; at most ${limits.avatarPixels} each.`
  return undefined
}

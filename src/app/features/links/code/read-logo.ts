import { longestLogo } from '../../../../contract/links/code-settings.ts'

/** A picture for the middle of a code, or why there is none. */
export type ReadLogo = { readonly image: string } | { readonly problem: string }

const mostBytes = 8_000_000
/** Enough for a logo a few centimetres wide in print. */
const side = 256

/** As a data address: that is allowed to pictures under the strictest of the console's own rules. */
const addressOf = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(typeof reader.result === 'string' ? reader.result : '')
    reader.onerror = () => reject(new Error('the file cannot be read', { cause: reader.error }))
    reader.readAsDataURL(file)
  })

const loadImage = async (address: string): Promise<HTMLImageElement | undefined> => {
  const image = new Image()
  image.src = address
  try {
    await image.decode()
    return image
  } catch {
    return undefined
  }
}

/** Drawn to fit a square, in the middle of it. */
const drawn = (image: HTMLImageElement, ground?: string): HTMLCanvasElement => {
  const canvas = document.createElement('canvas')
  canvas.width = side
  canvas.height = side
  const context = canvas.getContext('2d')
  if (ground !== undefined && context) {
    context.fillStyle = ground
    context.fillRect(0, 0, side, side)
  }
  // A vector picture may have no size of its own.
  const [width, height] = [image.naturalWidth || side, image.naturalHeight || side]
  const scale = side / Math.max(width, height)
  context?.drawImage(
    image,
    (side - width * scale) / 2,
    (side - height * scale) / 2,
    width * scale,
    height * scale,
  )
  return canvas
}

/** The first way to write it that is small enough; a photo loses its transparency before it loses its place. */
const smallest = (image: HTMLImageElement, ground: string): string | undefined => {
  const ways = [
    () => drawn(image).toDataURL('image/png'),
    () => drawn(image).toDataURL('image/webp', 0.8),
    () => drawn(image, ground).toDataURL('image/jpeg', 0.7),
    () => drawn(image, ground).toDataURL('image/jpeg', 0.4),
  ]
  for (const way of ways) {
    const written = way()
    if (written.length <= longestLogo && /^data:image\/(png|jpeg|webp);/.test(written)) return written
  }
  return undefined
}

/** Makes somebody's picture file small, on `ground` where it must lose its transparency; it never leaves the page. */
export const readLogo = async (file: File, ground: string): Promise<ReadLogo> => {
  if (file.size > mostBytes) return { problem: `Larger than ${mostBytes / 1_000_000} MB.` }
  const image = await loadImage(await addressOf(file))
  if (!image) return { problem: 'This file is no picture that a browser can show.' }
  const written = smallest(image, ground)
  return written === undefined ? { problem: 'The picture cannot be made small enough.' } : { image: written }
}

// Looks for a code in a picture, beside the page: the harder looks take seconds.
import { findCode, type Look, type Pixels } from './find-code.ts'

/** Around a picture that was cut at the code's edge: readers want something light there. */
const margin = 0.08

const drawing =
  (picture: ImageBitmap) =>
  ({ side, degrees }: Look): Pixels => {
    const scale = side / Math.max(picture.width, picture.height)
    const [width, height] = [picture.width * scale, picture.height * scale]
    const radians = (degrees * Math.PI) / 180
    const [cos, sin] = [Math.abs(Math.cos(radians)), Math.abs(Math.sin(radians))]
    const around = 1 + 2 * margin
    const canvas = new OffscreenCanvas(
      Math.ceil((width * cos + height * sin) * around),
      Math.ceil((width * sin + height * cos) * around),
    )
    const context = canvas.getContext('2d', { willReadFrequently: true })
    if (!context) throw new Error('no canvas')
    context.fillStyle = '#fff'
    context.fillRect(0, 0, canvas.width, canvas.height)
    context.imageSmoothingQuality = 'high'
    context.translate(canvas.width / 2, canvas.height / 2)
    context.rotate(radians)
    context.drawImage(picture, -width / 2, -height / 2, width, height)
    return context.getImageData(0, 0, canvas.width, canvas.height)
  }

addEventListener('message', ({ data }: MessageEvent<ImageBitmap>) => {
  postMessage(findCode(drawing(data)) ?? null)
})

import { limits } from '../../../contract/rest/enums.ts'
import type { AvatarFile } from './bot-draft.ts'

const readAsDataUrl = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(typeof reader.result === 'string' ? reader.result : '')
    reader.onerror = () => reject(new Error('the file could not be read'))
    reader.readAsDataURL(file)
  })

const sizeOf = (dataUrl: string): Promise<{ width: number; height: number } | undefined> =>
  new Promise((resolve) => {
    const image = new Image()
    image.onload = () => resolve({ width: image.naturalWidth, height: image.naturalHeight })
    image.onerror = () => resolve(undefined)
    image.src = dataUrl
  })

/** A chosen file as the platform wants it, or the sentence that says why it cannot be one. */
export const readAvatar = async (
  file: File,
): Promise<{ readonly avatar: AvatarFile } | { readonly problem: string }> => {
  const dataUrl = await readAsDataUrl(file)
  const size = await sizeOf(dataUrl)
  if (!size) return { problem: `${file.name} is not a picture this browser can show.` }
  if (Math.max(size.width, size.height) > limits.avatarPixels)
    return {
      problem: `${file.name} is ${size.width} × ${size.height} pixels; at most ${limits.avatarPixels} each.`,
    }
  const base64 = dataUrl.slice(dataUrl.indexOf(',') + 1)
  return { avatar: { name: file.name, mimeType: file.type, base64 } }
}

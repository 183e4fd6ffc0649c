import type { AvatarFile, RefusedFile } from './bot-draft.ts'
import { pictureBytes, pictureProblem } from './picture-problem.ts'

const readAsDataUrl = (file: Blob): Promise<string> =>
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

/** A chosen file as the platform wants it, or why it cannot be the picture. Of one that is too large only the beginning is read. */
export const readAvatar = async (file: File): Promise<AvatarFile | RefusedFile> => {
  const isTooLarge = file.size > pictureBytes
  const dataUrl = await readAsDataUrl(isTooLarge ? file.slice(0, 64) : file)
  const base64 = dataUrl.slice(dataUrl.indexOf(',') + 1)
  const size = isTooLarge ? undefined : await sizeOf(dataUrl)
  const refusal = pictureProblem({ name: file.name, bytes: file.size, base64, size })
  return refusal ? { name: file.name, refusal } : { name: file.name, mimeType: file.type, base64 }
}

/** What came of a picture. */
export type PictureOutcome =
  | { readonly kind: 'found'; readonly text: string }
  /** `noPicture`: nothing a browser can show; `failed`: it could not be looked at. */
  | { readonly kind: 'nothing'; readonly why: 'noCode' | 'noPicture' | 'tooBig' | 'failed' }

const mostBytes = 30_000_000
const patienceMs = 40_000
/** A drawing may have no size of its own. */
const drawnSide = 1400

/** A picture drawn by the browser's image element: only that reads SVG, and it fetches nothing for it. */
const drawSvg = async (file: Blob): Promise<ImageBitmap> => {
  const address = URL.createObjectURL(file)
  try {
    const image = new Image()
    image.src = address
    await image.decode()
    const scale = drawnSide / Math.max(image.naturalWidth, image.naturalHeight, 1)
    const canvas = document.createElement('canvas')
    canvas.width = Math.ceil(image.naturalWidth * scale) || drawnSide
    canvas.height = Math.ceil(image.naturalHeight * scale) || drawnSide
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
    return await createImageBitmap(canvas)
  } finally {
    URL.revokeObjectURL(address)
  }
}

const bitmapOf = async (file: Blob): Promise<ImageBitmap | undefined> => {
  try {
    return await (file.type === 'image/svg+xml' ? drawSvg(file) : createImageBitmap(file))
  } catch {
    return undefined // the browser knows no such picture
  }
}

const askWorker = (picture: ImageBitmap, signal: AbortSignal): Promise<PictureOutcome> =>
  new Promise((resolve) => {
    const worker = new Worker(new URL('./picture-worker.ts', import.meta.url), {
      type: 'module',
      name: 'codes',
    })
    const end = (outcome: PictureOutcome) => {
      clearTimeout(timer)
      worker.terminate()
      resolve(outcome)
    }
    const fail = () => end({ kind: 'nothing', why: 'failed' })
    const timer = setTimeout(fail, patienceMs)
    signal.addEventListener('abort', fail)
    worker.addEventListener('error', fail)
    worker.addEventListener('message', ({ data }: MessageEvent<string | null>) =>
      end(data === null ? { kind: 'nothing', why: 'noCode' } : { kind: 'found', text: data }),
    )
    worker.postMessage(picture, [picture])
  })

/** The text of the code in a picture. It is looked at here, beside the page, and sent nowhere. */
export const readPicture = async (file: Blob, signal: AbortSignal): Promise<PictureOutcome> => {
  if (file.size > mostBytes) return { kind: 'nothing', why: 'tooBig' }
  const picture = await bitmapOf(file)
  return picture ? askWorker(picture, signal) : { kind: 'nothing', why: 'noPicture' }
}

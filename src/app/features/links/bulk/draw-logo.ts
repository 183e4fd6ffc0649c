/** Draws a logo (`data:image/png;base64,…`) into a square; four bytes a pixel. Nothing is fetched. */
export const drawLogo = async (image: string, side: number): Promise<Uint8ClampedArray> => {
  const [, type = '', base64 = ''] = /^data:([\w/]+);base64,(.*)$/.exec(image) ?? []
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
  const picture = await createImageBitmap(new Blob([bytes], { type }))
  const context = new OffscreenCanvas(side, side).getContext('2d')
  if (!context) throw new Error('The browser gave no canvas to draw on.')
  const scale = side / Math.max(picture.width, picture.height)
  const [width, height] = [picture.width * scale, picture.height * scale]
  context.drawImage(picture, (side - width) / 2, (side - height) / 2, width, height)
  picture.close()
  return context.getImageData(0, 0, side, side).data
}

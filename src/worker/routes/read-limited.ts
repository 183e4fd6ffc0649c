/** The body as text; undefined when it is longer than `maxBytes` or broke off. */
export const readLimited = async (request: Request, maxBytes: number): Promise<string | undefined> => {
  const length = request.headers.get('content-length')
  if (Number(length ?? 0) > maxBytes) return undefined
  // Node hands on no more than the length that is told: no stream is needed to count.
  if (length !== null && request.headers.get('transfer-encoding') === null)
    return request.text().catch(() => undefined)
  if (!request.body) return ''
  const decoder = new TextDecoder()
  const reader = request.body.getReader()
  let text = ''
  try {
    for (let size = 0; ;) {
      const { done, value } = await reader.read()
      if (done) return text + decoder.decode()
      size += value.byteLength
      if (size > maxBytes) {
        await reader.cancel()
        return undefined
      }
      text += decoder.decode(value, { stream: true })
    }
  } catch {
    return undefined
  }
}

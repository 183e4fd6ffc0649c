import { decodeBase64 } from '../state/base64.ts'
import type { Portal } from '../state/portal.ts'
import { corsHeaders, jsonAnswer } from './envelope.ts'

/** The bytes of a file, as something to be saved, whatever is in it. */
export const answerFile = (portal: Portal, fileId: number | undefined): Response => {
  const file = fileId === undefined ? undefined : portal.files.get(fileId)
  const bytes = file && decodeBase64(file.content)
  if (!file || !bytes)
    return jsonAnswer({ error: 'ERROR_NOT_FOUND', error_description: 'File not found' }, 404)
  return new Response(bytes, {
    headers: {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      ...corsHeaders,
    },
  })
}

/** The file of a one-time token. Only handing the bytes over uses the token up: asking for the headers does not. */
export const answerDownload = (portal: Portal, token: string, method: string): Response => {
  const answer = answerFile(portal, portal.downloads.get(token))
  if (method === 'HEAD') return new Response(null, answer)
  portal.downloads.delete(token)
  return answer
}

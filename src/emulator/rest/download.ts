import { decodeBase64 } from '../state/base64.ts'
import type { Portal } from '../state/portal.ts'
import { corsHeaders, jsonAnswer } from './envelope.ts'

/** The bytes of a file; the token in `url` is used up by it. */
export const answerDownload = (portal: Portal, fileId: number | undefined, url?: URL): Response => {
  const file = fileId === undefined ? undefined : portal.files.get(fileId)
  const bytes = file && decodeBase64(file.content)
  if (!file || !bytes)
    return jsonAnswer({ error: 'ERROR_NOT_FOUND', error_description: 'File not found' }, 404)
  if (url) portal.downloads.delete(url.searchParams.get('token') ?? '')
  return new Response(bytes, {
    headers: {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      ...corsHeaders,
    },
  })
}

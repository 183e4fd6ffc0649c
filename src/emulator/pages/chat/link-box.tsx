import { useState } from 'react'
import type { FollowedLink, Reader } from './follow-link.ts'

type LinkBoxProps = {
  readonly nativeDecodes: 0 | 1
  readonly onFollow: (reader: Reader, url: string, nativeDecodes: 0 | 1) => void
  readonly followed: FollowedLink | undefined
}

const ways: readonly { reader: Reader; label: string }[] = [
  { reader: 'full-load', label: 'page load, current' },
  { reader: 'full-load-older', label: 'page load, older portal' },
  { reader: 'in-portal-click', label: 'click inside the portal' },
  { reader: 'desktop', label: 'desktop app (bx://)' },
  { reader: 'mobile', label: 'tap inside the mobile app (a model)' },
]

/** Opens a context link by any of its readers and says what that reader did with it. */
export const LinkBox = ({ nativeDecodes: initial, onFollow, followed }: LinkBoxProps) => {
  const [url, setUrl] = useState('')
  const [reader, setReader] = useState<Reader>('full-load')
  const [nativeDecodes, setNativeDecodes] = useState<0 | 1>(initial)
  // Where there is little, the messages need it; the summary says that there is something to unfold.
  const hasRoom = matchMedia('(min-width: 721px)').matches
  return (
    <details className="link-box" open={followed !== undefined && hasRoom}>
      <summary>
        Open a context link
        {followed && ` (last: ${followed.reading.outcome})`}
      </summary>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (url.trim() !== '') onFollow(reader, url.trim(), nativeDecodes)
        }}
      >
        <input
          aria-label="Context link"
          placeholder="https://…/online/?IM_DIALOG=… or bx://v2/…"
          value={url}
          onChange={(event) => setUrl(event.target.value)}
        />
        <select
          aria-label="Read by"
          value={reader}
          onChange={(event) =>
            setReader(ways.find((way) => way.reader === event.target.value)?.reader ?? reader)
          }
        >
          {ways.map((way) => (
            <option key={way.reader} value={way.reader}>
              {way.label}
            </option>
          ))}
        </select>
        {reader === 'desktop' && (
          <label>
            <input
              type="checkbox"
              checked={nativeDecodes === 1}
              onChange={(event) => setNativeDecodes(event.target.checked ? 1 : 0)}
            />
            the native shell decodes once
          </label>
        )}
        <button type="submit">Open</button>
      </form>
      {followed && <Outcome followed={followed} />}
    </details>
  )
}

const Outcome = ({ followed: { reading, refusal } }: { readonly followed: FollowedLink }) => (
  <dl className="outcome" aria-label="What the reader did">
    <dt>reader</dt>
    <dd>{reading.reader}</dd>
    <dt>outcome</dt>
    <dd>
      {reading.outcome}
      {reading.dialogId === null ? '' : `, dialog ${reading.dialogId}`}
    </dd>
    <dt>context handed on</dt>
    <dd>
      <code>{reading.sends ? JSON.stringify(reading.context) : 'none'}</code>
    </dd>
    {reading.formBody !== null && (
      <>
        <dt>form body</dt>
        <dd>
          <code>{reading.formBody}</code>
        </dd>
      </>
    )}
    {reading.consoleErrors.length > 0 && (
      <>
        <dt>browser console</dt>
        <dd>{reading.consoleErrors.join('; ')}</dd>
      </>
    )}
    {refusal !== undefined && (
      <>
        <dt>refused by the portal</dt>
        <dd role="alert">{refusal}</dd>
      </>
    )}
  </dl>
)

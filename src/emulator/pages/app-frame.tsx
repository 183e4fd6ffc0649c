import { useEffect, useRef } from 'react'
import { parseFrameCommand } from '../../contract/frame/frame-messages.ts'
import type { Launch } from '../../contract/portal-pages/page-views.ts'
import { answerFrameCommand, type FrameHost } from './frame-host.ts'

type AppFrameProps = { readonly launch: Launch; readonly host: FrameHost; readonly title: string }

/** The app in its iframe, opened by a form POST as the portal does, and the one listener that speaks with it. */
export const AppFrame = ({ launch, host, title }: AppFrameProps) => {
  const form = useRef<HTMLFormElement>(null)
  const frame = useRef<HTMLIFrameElement>(null)
  const current = useRef(host)
  useEffect(() => {
    current.current = host
  }, [host])

  useEffect(() => {
    const listen = (event: MessageEvent<unknown>) => {
      const app = frame.current?.contentWindow
      if (!app || event.source !== app) return
      const command = parseFrameCommand(event.data)
      if (!command) return
      void answerFrameCommand(current.current, command, launch.query.APP_SID).then((answer) => {
        if (answer !== undefined) app.postMessage(answer, event.origin)
      })
    }
    addEventListener('message', listen)
    form.current?.submit()
    return () => removeEventListener('message', listen)
  }, [launch])

  return (
    <>
      <form
        ref={form}
        method="post"
        action={`${launch.url}?${new URLSearchParams(launch.query)}`}
        target={launch.frameName}
        hidden
      >
        {Object.entries(launch.form).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
      </form>
      <iframe
        ref={frame}
        name={launch.frameName}
        title={title}
        className="app-frame"
        allow="clipboard-write"
      />
    </>
  )
}

import { useEffect, useState } from 'react'
import type { EventView, Histogram } from '../../events/event-view.ts'

/** Not asked more often than this, however fast events come. */
const pauseMs = 400

type Asked = { readonly histogram: Histogram | undefined; readonly error: unknown }

/** How a view's events lie in time, counted anew when the view changes. */
export const useHistogram = (view: EventView, spans: number): Asked => {
  const [asked, setAsked] = useState<Asked>({ histogram: undefined, error: undefined })
  useEffect(() => {
    let isOpen = true
    let [isAsking, isOld] = [false, false]
    let timer: ReturnType<typeof setTimeout> | undefined
    const ask = async () => {
      isAsking = true
      isOld = false
      const next: Asked = await view.histogram(spans).then(
        (histogram) => ({ histogram, error: undefined }),
        (error: unknown) => ({ histogram: undefined, error }),
      )
      if (!isOpen) return
      setAsked(next)
      timer = setTimeout(() => {
        isAsking = false
        if (isOld) void ask()
      }, pauseMs)
    }
    const unsubscribe = view.subscribe(() => {
      isOld = true
      if (!isAsking) void ask()
    })
    void ask()
    return () => {
      isOpen = false
      clearTimeout(timer)
      unsubscribe()
    }
  }, [view, spans])
  return asked
}

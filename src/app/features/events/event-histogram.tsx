import type { KeyboardEvent, PointerEvent } from 'react'
import { useMemo, useState } from 'react'
import type { EventView } from '../../events/event-view.ts'
import { describeError } from '../../messages/describe-error.ts'
import { formatSpanTime } from './span-time.ts'
import styles from './event-histogram.module.css'
import { eventsText } from './event-texts.ts'
import { families, familyNames } from './event-families.ts'
import type { Stacked } from './stack-spans.ts'
import { stackSpans } from './stack-spans.ts'
import { useHistogram } from './use-histogram.ts'

/** A span of the chart: from the beginning of one bar up to the beginning of another. */
type Brush = { readonly from: number; readonly to: number }

type EventHistogramProps = {
  readonly view: EventView
  readonly spans: number
  /** Said of those that soon leave the queue; empty where there are none. */
  readonly expiry: string
  readonly onRange: (range: { readonly from: number; readonly to: number }) => void
}

const height = 56

const Bars = ({ bars, highest }: Stacked) => (
  <svg
    className={styles.bars}
    viewBox={`0 0 ${bars.length} ${height}`}
    preserveAspectRatio="none"
    aria-hidden
  >
    {bars.map(({ counts, total }, index) => {
      // What is there is seen, however much more there is elsewhere.
      const scale = total === 0 ? 0 : Math.max(2, (total / highest) * height) / total
      let y = height
      return counts.map((count, family) => {
        if (count === 0) return null
        y -= count * scale
        return (
          <rect
            key={`${index} ${families[family]}`}
            className={styles.part}
            data-family={families[family]}
            x={index + 0.08}
            width={0.84}
            y={y}
            height={count * scale}
          />
        )
      })
    })}
  </svg>
)

const steps: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }

const stepOf = (key: string, most: number): number | undefined => {
  if (key === 'Home') return -Infinity
  if (key === 'End') return Infinity
  const page = Math.max(1, Math.round(most / 10))
  if (key === 'PageUp') return page
  if (key === 'PageDown') return -page
  return Object.hasOwn(steps, key) ? steps[key] : undefined
}

/** How the events lie in time, by kind; a stretch of it can be chosen, by pointer or keys. */
export const EventHistogram = ({ view, spans, expiry, onRange }: EventHistogramProps) => {
  const { histogram, error } = useHistogram(view, spans)
  const stacked = useMemo(() => histogram && stackSpans(histogram), [histogram])
  const [brush, setBrush] = useState<Brush>()
  const [pulledFrom, setPulledFrom] = useState<number>()
  const [pointed, setPointed] = useState<number>()

  if (error !== undefined)
    return <p className={styles.note}>The chart could not be drawn: {describeError(error).details}</p>
  if (!histogram || !stacked)
    return <div className={styles.waiting} role="status" aria-label="Loading the chart" />
  if (stacked.highest === 0) return <p className={styles.note}>No events to draw over time.</p>

  const { from, to } = histogram
  const most = stacked.bars.length
  const timeAt = (span: number): number => from + ((to - from) * span) / most
  const label = (span: number): string => formatSpanTime(timeAt(span), to - from)
  const shown = brush ?? { from: 0, to: most }
  const apply = (chosen: Brush) => {
    setBrush(undefined)
    setPulledFrom(undefined)
    onRange({ from: Math.floor(timeAt(chosen.from)), to: Math.ceil(timeAt(chosen.to)) })
  }
  const spanAt = (event: PointerEvent<HTMLElement>): number => {
    const { left, width } = event.currentTarget.getBoundingClientRect()
    return Math.max(0, Math.min(most - 1, Math.floor(((event.clientX - left) / width) * most)))
  }
  const pull = (event: PointerEvent<HTMLElement>) => {
    const span = spanAt(event)
    setPointed(span)
    if (pulledFrom !== undefined)
      setBrush({ from: Math.min(span, pulledFrom), to: Math.max(span, pulledFrom) + 1 })
  }
  const onKeyDown = (end: 'from' | 'to') => (event: KeyboardEvent) => {
    const step = stepOf(event.key, most)
    if (step !== undefined) {
      event.preventDefault()
      const moved =
        end === 'from'
          ? { from: Math.max(0, Math.min(shown.to - 1, shown.from + step)), to: shown.to }
          : { from: shown.from, to: Math.max(shown.from + 1, Math.min(most, shown.to + step)) }
      setBrush(moved)
    } else if (event.key === 'Enter' && brush) {
      event.preventDefault()
      apply(brush)
    } else if (event.key === 'Escape' && brush) {
      event.stopPropagation()
      setBrush(undefined)
    }
  }
  const handle = (end: 'from' | 'to') => (
    <div
      className={styles.handle}
      role="slider"
      tabIndex={0}
      aria-label={end === 'from' ? 'Beginning of the stretch' : 'End of the stretch'}
      aria-valuemin={end === 'from' ? 0 : 1}
      aria-valuemax={end === 'from' ? most - 1 : most}
      aria-valuenow={shown[end]}
      aria-valuetext={`${label(shown[end])}, Enter narrows to it`}
      data-set={brush !== undefined || undefined}
      style={{ left: `${(shown[end] / most) * 100}%` }}
      onKeyDown={onKeyDown(end)}
    />
  )
  const bar = pointed === undefined ? undefined : stacked.bars[pointed]
  return (
    <figure className={styles.figure} aria-label="Events over time">
      <div
        className={styles.chart}
        onPointerDown={(event) => {
          if (event.button !== 0) return
          event.currentTarget.setPointerCapture(event.pointerId)
          setPulledFrom(spanAt(event))
          setBrush({ from: spanAt(event), to: spanAt(event) + 1 })
        }}
        onPointerMove={pull}
        onPointerLeave={() => setPointed(undefined)}
        onPointerUp={() => {
          if (brush && pulledFrom !== undefined) apply(brush)
        }}
        onPointerCancel={() => {
          setBrush(undefined)
          setPulledFrom(undefined)
        }}
      >
        <Bars {...stacked} />
        {brush && (
          <div
            className={styles.brush}
            style={{
              left: `${(brush.from / most) * 100}%`,
              width: `${((brush.to - brush.from) / most) * 100}%`,
            }}
          />
        )}
        {handle('from')}
        {handle('to')}
      </div>
      <figcaption className={styles.caption}>
        <span className={styles.ends}>
          <span>{label(shown.from)}</span>
          <span>{label(shown.to)}</span>
        </span>
        {brush && pulledFrom === undefined && <span role="status">Enter narrows to it, Esc leaves it.</span>}
        {!brush && bar && pointed !== undefined && (
          <span>
            {label(pointed)}: {eventsText(bar.total)}
          </span>
        )}
        <ul className={styles.legend} aria-label="Kinds of events">
          {stacked.present.map(({ family, count }) => (
            <li key={family}>
              <span className={styles.swatch} data-family={family} aria-hidden /> {familyNames[family]}{' '}
              {count.toLocaleString('en')}
            </li>
          ))}
        </ul>
        {expiry && <span className={styles.expiry}>{expiry}</span>}
      </figcaption>
    </figure>
  )
}

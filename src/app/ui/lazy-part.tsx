import type { ComponentType } from 'react'
import { use } from 'react'

/** A part of the console that did not load: the line is down, or a newer build has taken its place on the server. */
export class PartNotLoadedError extends Error {
  /** Lets the next drawing load it again; until then the failure stays. */
  readonly forget: () => void

  constructor(cause: unknown, forget: () => void) {
    super(cause instanceof Error ? cause.message : 'a part did not load', { cause })
    this.name = 'PartNotLoadedError'
    this.forget = forget
  }
}

/** A load that is made once, failed or not, until its failure is forgotten. */
export const createPartLoader = <T,>(load: () => Promise<T>): (() => Promise<T>) => {
  let loading: Promise<T> | undefined
  const forget = () => {
    loading = undefined
  }
  return () =>
    (loading ??= load().catch((error: unknown) => {
      throw new PartNotLoadedError(error, forget)
    }))
}

/**
 * A component loaded when it is first drawn, or by `preload` before; a failed load throws `PartNotLoadedError`
 * when it is drawn, to the nearest failed face.
 */
export const lazyPart = <Props extends object>(load: () => Promise<ComponentType<Props>>) => {
  const find = createPartLoader(load)
  const LazyPart = (props: Props) => {
    const Part = use(find())
    return <Part {...props} />
  }
  // The router asks for it, so that a screen and the panel in it load side by side.
  const preload = () =>
    find().then(
      () => undefined,
      () => undefined,
    )
  return Object.assign(LazyPart, { preload })
}

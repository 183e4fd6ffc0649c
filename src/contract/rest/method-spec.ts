import type * as z from 'zod/mini'

/** What a call does to the portal: `confirm` is a read that deletes what it acknowledges (Event.get with an offset). */
export type Effect = 'read' | 'write' | 'confirm'

/** The permission a token must carry; `''` for methods every token may call. */
type Scope = 'im' | 'imbot' | 'user' | 'placement' | ''

/**
 * One REST method as both sides see it. `params` is what a sender may send (camelCase, documented limits);
 * `result` is what `result` of the envelope holds; `errors` are the codes the method itself can answer,
 * beside the system codes every method shares.
 */
export type MethodSpec<P extends z.ZodMiniType, R extends z.ZodMiniType> = {
  readonly params: P
  readonly result: R
  readonly errors: readonly string[]
  readonly scope: Scope
  readonly effect: Effect
}

/** Keeps the literal types of one table entry. */
export const defineMethod = <P extends z.ZodMiniType, R extends z.ZodMiniType>(
  spec: MethodSpec<P, R>,
): MethodSpec<P, R> => spec

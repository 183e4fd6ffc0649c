import * as z from 'zod/mini'

const digest = z.string()

/**
 * What the pairing rules hear of an event: no secret in it, only digests, so that it may be stored. Made from a
 * `BotEvent` by `signalOf` at the edge.
 */
export const signalSchema = z.union([
  z.object({
    kind: z.literal('context'),
    codeDigest: digest,
    dialog: z.enum(['private', 'group']),
    userId: z.int(),
    userName: z.string(),
    /** By the portal's word in the event: active employees, active extranet users, everybody else. */
    userKind: z.enum(['employee', 'extranet', 'other']),
    language: z.nullable(z.string()),
  }),
  z.object({
    kind: z.literal('press'),
    /** From the button: which pairing, and the digest of the nonce. */
    pairingId: z.string(),
    nonceDigest: digest,
    /** `keyboard`, or how else the command came. */
    via: z.string(),
    userId: z.int(),
    messageId: z.int(),
    authorId: z.int(),
  }),
])
export type Signal = z.infer<typeof signalSchema>
export type ContextSignal = Extract<Signal, { kind: 'context' }>
export type PressSignal = Extract<Signal, { kind: 'press' }>

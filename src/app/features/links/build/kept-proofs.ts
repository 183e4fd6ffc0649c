import * as z from 'zod/mini'
import { createKeptStorage } from '../../../ui/kept-storage.ts'

const storage = createKeptStorage(() => localStorage)
const proofsSchema = z.array(z.object({ link: z.string(), at: z.number() }))
const most = 100

const keyOf = (origin: string) => `b24-bot-console.proofs ${origin}`

const load = (origin: string) => {
  try {
    return proofsSchema.safeParse(JSON.parse(storage.getItem(keyOf(origin)) ?? '[]')).data ?? []
  } catch {
    return []
  }
}

/** When a link was last seen to work (epoch milliseconds), as far as this browser remembers. */
export const findProof = (origin: string, link: string): number | undefined =>
  load(origin).find((proof) => proof.link === link)?.at

export const keepProof = (origin: string, link: string, at: number): void => {
  const others = load(origin).filter((proof) => proof.link !== link)
  storage.setItem(keyOf(origin), JSON.stringify([{ link, at }, ...others].slice(0, most)))
}

import type { Portal } from '../../../portal/portal.ts'
import { createKeptStorage } from '../../../ui/kept-storage.ts'
import { bulkMappingSchema, type BulkMapping } from './bulk-mapping.ts'

const storage = createKeptStorage(() => localStorage)

export const ownerOf = ({ origin, user }: Pick<Portal, 'origin' | 'user'>): string => `${origin} ${user.id}`
const keyOf = (owner: string) => `b24-bot-console.bulk mapping ${owner}`

/** The mapping as it was last changed. */
export const findKeptMapping = (owner: string): BulkMapping | undefined => {
  try {
    return bulkMappingSchema.safeParse(JSON.parse(storage.getItem(keyOf(owner)) ?? 'null')).data
  } catch {
    return undefined
  }
}

export const keepMapping = (owner: string, mapping: BulkMapping): void =>
  storage.setItem(keyOf(owner), JSON.stringify(mapping))

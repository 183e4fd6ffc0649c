import type { Generated } from 'kysely'

type FunnelColumns = {
  landed: Generated<number>
  app: Generated<number>
  browser: Generated<number>
  copied: Generated<number>
  received: Generated<number>
  replied: Generated<number>
}

/** The tables of short links. */
export type LinkTables = {
  links: FunnelColumns & {
    position: Generated<number>
    id: string
    member_id: string
    slug: string
    token_digest: string
    sealed: string
    name: string
    campaign: string
    /** Name, slug and campaign in lower case. */
    search: string
    bot_dialog_id: string
    bot_name: string
    carries: string
    parameters: string
    title: string
    text: string
    expires_at: number | null
    max_uses: number | null
    created_at: number
    created_by: number
    revoked_at: number | null
  }
  link_uses: { link_id: string; user_id: number; used_at: number; replied_at: number | null }
  link_days: FunnelColumns & { link_id: string; day: string }
  link_keys: { id: string; member_id: string; digest: string; created_at: number }
}

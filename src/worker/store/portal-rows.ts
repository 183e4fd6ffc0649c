import type { Selectable } from 'kysely'
import * as z from 'zod/mini'
import { pairingSettingsSchema } from '../../contract/pairing/console-api.ts'
import type { Portal, PortalBot } from '../portals/portal.ts'
import { parseJson } from './parse-json.ts'
import type { Tables } from './tables.ts'

const mode = z.enum(['fetch', 'webhook'])

type Row = Selectable<Tables['portals']>

const botOf = (row: Row): PortalBot | null => {
  if (row.bot_id === null || row.bot_code === null) return null
  return {
    botId: row.bot_id,
    code: row.bot_code,
    mode: mode.parse(row.bot_mode),
    applicationTokenDigest: row.application_token_digest,
    nextOffset: row.next_offset,
  }
}

export const portalOf = (row: Row): Portal => ({
  memberId: row.member_id,
  origin: row.origin,
  clientEndpoint: row.client_endpoint,
  bot: botOf(row),
  settings: parseJson(pairingSettingsSchema, row.settings),
  connectedAt: row.connected_at,
})

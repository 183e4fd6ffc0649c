import * as z from 'zod/mini'

/** The auth block of an arrival as it is spelled on the wire. Tokens are missing when no user caused the event. */
export const eventAuthSchema = z.object({
  access_token: z.optional(z.string()),
  refresh_token: z.optional(z.string()),
  expires: z.optional(z.int()),
  expires_in: z.optional(z.int()),
  scope: z.optional(z.string()),
  domain: z.optional(z.string()),
  server_endpoint: z.optional(z.string()),
  client_endpoint: z.optional(z.string()),
  status: z.optional(z.string()),
  member_id: z.optional(z.string()),
  user_id: z.optional(z.int()),
  client_id: z.optional(z.string()),
  application_token: z.optional(z.string()),
})

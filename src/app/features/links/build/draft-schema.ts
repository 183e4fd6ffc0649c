import * as z from 'zod/mini'
import { codeSettingsSchema, defaultCodeSettings } from '../../../../contract/links/code-settings.ts'

export const fieldKinds = ['text', 'number', 'yes or no'] as const
export type FieldKind = (typeof fieldKinds)[number]

const fieldSchema = z.object({
  /** Tells the rows apart while their names change. */
  id: z.int(),
  name: z.string(),
  kind: z.enum(fieldKinds),
  value: z.string(),
})
export type ContextField = z.infer<typeof fieldSchema>

const parameterSchema = z.object({ id: z.int(), name: z.string(), value: z.string() })
export type TypedParameter = z.infer<typeof parameterSchema>

const utmSchema = z.object({
  utm_source: z.string(),
  utm_medium: z.string(),
  utm_campaign: z.string(),
  utm_term: z.string(),
  utm_content: z.string(),
})

/** What somebody has typed on the builder's page. */
export const linkDraftSchema = z.object({
  /** The purpose it was started from. */
  template: z.string(),
  mode: z.enum(['form', 'json']),
  fields: z.array(fieldSchema),
  json: z.string(),
  utm: utmSchema,
  parameters: z.array(parameterSchema),
  code: codeSettingsSchema,
  /** How wide the code prints, quiet zone and all. */
  widthMm: z.number(),
  caption: z.string(),
  /** Which saved link it was opened from, and in which version; `''` for none. */
  openedFrom: z.string(),
})
export type LinkDraft = z.infer<typeof linkDraftSchema>

const noUtm = { utm_source: '', utm_medium: '', utm_campaign: '', utm_term: '', utm_content: '' }

export const firstDraft: LinkDraft = {
  template: 'empty',
  mode: 'form',
  fields: [{ id: 1, name: 'action', kind: 'text', value: 'hello' }],
  json: '{\n  "action": "hello"\n}',
  utm: noUtm,
  parameters: [],
  code: defaultCodeSettings,
  widthMm: 40,
  caption: '',
  openedFrom: '',
}

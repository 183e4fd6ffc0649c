import * as z from 'zod/mini'
import type { PairingSettingsView } from '../../../contract/pairing/console-api.ts'

/** The limits as they are typed. */
export const limitsDraftSchema = z.object({
  cardsPerHour: z.string(),
  coolDownMinutes: z.string(),
  allowsExtranet: z.boolean(),
})
export type LimitsDraft = z.infer<typeof limitsDraftSchema>

export const draftOfLimits = (settings: PairingSettingsView): LimitsDraft => ({
  cardsPerHour: String(settings.cardsPerHour),
  // Seconds that are no whole minutes can be set by the worker's API only; they are shown as they are.
  coolDownMinutes: String(settings.coolDownSeconds / 60),
  allowsExtranet: settings.allowsExtranet,
})

const numberIn = (text: string, min: number, max: number): number | undefined => {
  const value = Number(text.trim() || NaN)
  return value >= min && value <= max ? value : undefined
}

export type LimitsProblems = { readonly cardsPerHour?: string; readonly coolDownMinutes?: string }

/** What is to be saved, or what is wrong with it. */
export const readLimits = (
  draft: LimitsDraft,
): { readonly limits: Omit<PairingSettingsView, 'isOn'> } | { readonly problems: LimitsProblems } => {
  const cardsPerHour = numberIn(draft.cardsPerHour, 1, 60)
  const coolDownMinutes = numberIn(draft.coolDownMinutes, 0, 1440)
  if (cardsPerHour !== undefined && Number.isInteger(cardsPerHour) && coolDownMinutes !== undefined)
    return {
      limits: {
        cardsPerHour,
        coolDownSeconds: Math.round(coolDownMinutes * 60),
        allowsExtranet: draft.allowsExtranet,
      },
    }
  return {
    problems: {
      ...(cardsPerHour === undefined || !Number.isInteger(cardsPerHour)
        ? { cardsPerHour: 'Give a whole number from 1 to 60.' }
        : {}),
      ...(coolDownMinutes === undefined
        ? { coolDownMinutes: 'Give minutes from 0 to 1440, which is a day.' }
        : {}),
    },
  }
}

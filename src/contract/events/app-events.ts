import * as z from 'zod/mini'
import { parseData } from './decode-data.ts'

/** `data` of what a portal tells an app about itself, as spelled on the wire. */
export const appEventData = {
  ONAPPINSTALL: z.object({
    VERSION: z.string(),
    ACTIVE: z.string(),
    INSTALLED: z.string(),
    LANGUAGE_ID: z.string(),
  }),
  ONAPPUPDATE: z.object({ VERSION: z.string(), PREVIOUS_VERSION: z.string(), LANGUAGE_ID: z.string() }),
  ONAPPUNINSTALL: z.object({ LANGUAGE_ID: z.string(), CLEAN: z.int() }),
}

export type AppEventName = keyof typeof appEventData

/** What a portal tells an app about itself. Its tokens are in `decodeWebhookEnvelope`. */
export type AppEvent =
  | { type: 'appInstall'; version: string; isActive: boolean; isInstalled: boolean; language: string }
  | { type: 'appUpdate'; version: string; previousVersion: string; language: string }
  /** `isClean`: the admin chose to delete the app's settings too. */
  | { type: 'appUninstall'; isClean: boolean; language: string }

/**
 * Reads an app event by its wire name from the `data` of a decoded form; undefined if it is none.
 *
 * @throws MalformedEventError
 */
export const decodeAppEvent = (name: string, data: unknown): AppEvent | undefined => {
  if (name === 'ONAPPINSTALL') {
    const { VERSION, ACTIVE, INSTALLED, LANGUAGE_ID } = parseData(appEventData[name], name, data, 'form')
    const state = { isActive: ACTIVE === 'Y', isInstalled: INSTALLED === 'Y' }
    return { type: 'appInstall', version: VERSION, ...state, language: LANGUAGE_ID }
  }
  if (name === 'ONAPPUPDATE') {
    const { VERSION, PREVIOUS_VERSION, LANGUAGE_ID } = parseData(appEventData[name], name, data, 'form')
    return {
      type: 'appUpdate',
      version: VERSION,
      previousVersion: PREVIOUS_VERSION,
      language: LANGUAGE_ID,
    }
  }
  if (name !== 'ONAPPUNINSTALL') return undefined
  const { LANGUAGE_ID, CLEAN } = parseData(appEventData[name], name, data, 'form')
  return { type: 'appUninstall', isClean: CLEAN === 1, language: LANGUAGE_ID }
}

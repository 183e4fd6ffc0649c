import { localStorageColorSchemeManager } from '@mantine/core'

/** Where the choice between light, dark and "as the system" is kept; the same for all pages of the console. */
export const schemeManager = localStorageColorSchemeManager({ key: 'b24-bot-console.scheme' })

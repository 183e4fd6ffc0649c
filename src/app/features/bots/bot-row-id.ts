/** Where a bot stands in the list. */
export const botRowId = (botId: number): string => `bot-${botId}`

/** The list's heading, where the eye goes when the bot is not in it any more. */
export const listTitleId = 'bots-title'

/** Puts the focus on the bot's row, or on the list's heading when the row is gone. */
export const focusBotRow = (botId: number): void => {
  const row = document.getElementById(botRowId(botId)) ?? document.getElementById(listTitleId)
  row?.focus()
}

/** The one hidden command behind both buttons of a card, as it is registered; events put a slash before it. */
export const answerCommand = 'pairing_answer'

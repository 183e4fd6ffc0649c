/** What the types hear, in a sentence. */
export const typeTexts: Readonly<Record<string, string>> = {
  bot: 'Hears its private chats, and in groups only what mentions it.',
  supervisor: 'Hears every message of the chats it is in.',
  personal: 'Hears every message of the chats it is in; not everybody finds it in the search.',
  openline: 'For Open Channels: talks with customers from outside.',
  network: 'Named by the platform’s error text only; use it when you were told to.',
}

/** How events reach the bot’s program. */
export const eventModeTexts: Readonly<Record<string, string>> = {
  fetch: 'Your program asks for its events (Event.get). They wait 24 hours.',
  webhook: 'The portal posts each event to your address. A lost one is not repeated.',
}

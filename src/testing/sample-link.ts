import { defaultCodeSettings } from '../contract/links/code-settings.ts'
import type { SavedLink } from '../contract/links/saved-link.ts'

/** A saved link for a test; what matters to it is given, the rest is plausible. */
export const sampleLink = (given: Partial<SavedLink> = {}): SavedLink => ({
  id: 'flyer',
  kind: 'link',
  name: 'Autumn flyer',
  tags: ['print'],
  portalOrigin: 'https://company.bitrix24.com',
  recipe: {
    template: '',
    botId: 274,
    context: { promo: 'autumn', n: 456 },
    parameters: [['utm_source', 'flyer']],
    code: defaultCodeSettings,
  },
  bot: { code: 'support', type: 'bot', name: 'Support' },
  createdAt: Date.UTC(2026, 9, 1),
  revision: 1,
  updatedAt: Date.UTC(2026, 9, 1),
  updatedBy: { id: 1, name: 'Anna' },
  archivedAt: null,
  provedAt: null,
  ...given,
})

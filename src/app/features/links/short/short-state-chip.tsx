import type { ShortLinkState } from '../../../../contract/links/short-link.ts'
import { shortStateMeanings, shortStateTexts } from '../../../messages/short-link-texts.ts'
import { Chip } from '../../../ui/chip.tsx'

const tones = { active: 'green', expired: 'grey', usedUp: 'orange', revoked: 'red' } as const

export const ShortStateChip = ({ state }: { readonly state: ShortLinkState }) => (
  <Chip tone={tones[state]} title={shortStateMeanings[state]}>
    {shortStateTexts[state]}
  </Chip>
)

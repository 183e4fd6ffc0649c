import { NativeSelect, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useRef } from 'react'
import { shortLinkStates } from '../../../../contract/links/short-link-states.ts'
import { shortStateTexts } from '../../../messages/short-link-texts.ts'
import type { ShortLinkFilter } from '../../../queries/short-link-queries.ts'
import { showControls } from '../../../ui/show-controls.ts'
import { useHotkey } from '../../../ui/use-hotkey.ts'
import styles from './short-list.module.css'

type ShortFiltersProps = {
  readonly filter: ShortLinkFilter
  readonly campaigns: readonly string[]
  readonly onFilter: (filter: ShortLinkFilter) => void
}

/** Without what is empty, so that the address stays short. */
const filled = ({
  q,
  campaign,
  state,
}: { [K in keyof ShortLinkFilter]: ShortLinkFilter[K] | undefined }) => ({
  ...(q ? { q } : {}),
  ...(campaign ? { campaign } : {}),
  ...(state ? { state } : {}),
})

/** What the list is narrowed to; it stands in the address. */
export const ShortFilters = ({ filter, campaigns, onFilter }: ShortFiltersProps) => {
  const field = useRef<HTMLInputElement>(null)
  useHotkey('/', () => field.current?.focus())
  const known = filter.campaign && !campaigns.includes(filter.campaign) ? [filter.campaign] : []
  return (
    <search className={styles.filters}>
      <TextInput
        ref={field}
        type="search"
        aria-label="Search short links"
        placeholder="name, slug, campaign"
        maxLength={100}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={filter.q ?? ''}
        onChange={(event) => onFilter(filled({ ...filter, q: event.currentTarget.value }))}
      />
      <NativeSelect
        aria-label="Campaign"
        value={filter.campaign ?? ''}
        data={[
          { value: '', label: 'All campaigns' },
          ...[...known, ...campaigns].map((name) => ({ value: name, label: showControls(name) })),
        ]}
        onChange={(event) => onFilter(filled({ ...filter, campaign: event.currentTarget.value }))}
      />
      <NativeSelect
        aria-label="State"
        value={filter.state ?? ''}
        data={[
          { value: '', label: 'All states' },
          ...shortLinkStates.map((state) => ({ value: state, label: shortStateTexts[state] })),
        ]}
        onChange={({ currentTarget: { value } }) =>
          onFilter(filled({ ...filter, state: shortLinkStates.find((state) => state === value) }))
        }
      />
    </search>
  )
}

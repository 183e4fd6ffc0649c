import { NativeSelect } from '@mantine/core'
import type { CodeSettings } from '../../../../contract/links/code-settings.ts'
import { showControls } from '../../../ui/show-controls.ts'
import { useSavedTemplates } from '../saved-templates.ts'
import { purposesToStartFrom, startOfPurpose, startOfSaved, type BulkStart } from './bulk-start.ts'

type StartSelectProps = {
  readonly start: BulkStart | null
  /** A saved template brings the look of its code along. */
  readonly onStart: (start: BulkStart | null, look?: CodeSettings) => void
}

/** What each row becomes: something with a purpose, something like a saved link, or just what its columns say. */
export const StartSelect = ({ start, onStart }: StartSelectProps) => {
  const { templates, isFailed } = useSavedTemplates()
  const purposes = purposesToStartFrom.map(startOfPurpose)
  const saved = templates.map(startOfSaved)
  const isListed = start === null || [...purposes, ...saved].some(({ key }) => key === start.key)
  const itemsOf = (starts: readonly BulkStart[]) =>
    starts.map(({ key, name }) => ({ value: key, label: showControls(name) }))
  const choose = (key: string) => {
    if (key === start?.key) return
    const template = templates.find((one) => startOfSaved(one).key === key)
    if (template) onStart(startOfSaved(template), template.recipe.code)
    else onStart(purposes.find((one) => one.key === key) ?? null)
  }
  return (
    <NativeSelect
      label="Purpose"
      description={
        isFailed
          ? 'Templates of the library could not be loaded.'
          : 'Columns that are called like its fields fill them.'
      }
      value={start?.key ?? ''}
      data={[
        { value: '', label: 'What the columns say' },
        ...(isListed ? [] : [{ value: start.key, label: `Like “${showControls(start.name)}”` }]),
        ...itemsOf(purposes),
        ...(saved.length > 0 ? [{ group: 'Saved in the library', items: itemsOf(saved) }] : []),
      ]}
      onChange={({ currentTarget: { value } }) => choose(value)}
    />
  )
}

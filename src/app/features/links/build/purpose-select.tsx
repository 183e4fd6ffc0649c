import { Button, NativeSelect } from '@mantine/core'
import { linkTemplates, templateOf } from '../../../../contract/links/link-templates.ts'
import type { KnownBot } from '../../../queries/bot-queries.ts'
import { showControls } from '../../../ui/show-controls.ts'
import { nameOfBot } from '../bot-select.tsx'
import type { SavedTemplates } from '../saved-templates.ts'
import { changePurpose, startFromSaved } from './change-purpose.ts'
import type { LinkDraft } from './draft-schema.ts'
import type { DraftState } from './draft-store.ts'
import common from '../links.module.css'

export type PurposeSelectProps = {
  readonly draft: LinkDraft
  /** Nothing: only the console's own purposes are offered. */
  readonly saved: SavedTemplates | undefined
  readonly chosen: KnownBot | undefined
} & Pick<DraftState, 'take'>

/** No purpose is called so. */
const savedPrefix = 'saved '

/** What the link is for: a purpose of the console, or a template that somebody has saved. */
export const PurposeSelect = ({ draft, saved, chosen, take }: PurposeSelectProps) => {
  const template = templateOf(draft.template)
  const isKnown = linkTemplates.some(({ id }) => id === template.id)
  const templates = saved?.templates ?? []
  const choose = (value: string) => {
    const of = templates.find(({ id }) => `${savedPrefix}${id}` === value)
    const bot = chosen && { id: chosen.bot.id, name: nameOfBot(chosen) }
    const changed = of ? startFromSaved(draft, of, bot) : changePurpose(draft, value)
    take(changed.draft, changed.said)
  }
  return (
    <div>
      <NativeSelect
        label="Purpose"
        description={template.about || undefined}
        value={isKnown ? template.id : ''}
        data={[
          ...(isKnown ? [] : [{ value: '', label: '(a purpose of another console)' }]),
          ...linkTemplates.map(({ id, name }) => ({ value: id, label: name })),
          ...(templates.length > 0
            ? [
                {
                  group: 'Saved in the library',
                  items: templates.map(({ id, name }) => ({
                    value: `${savedPrefix}${id}`,
                    label: showControls(name),
                  })),
                },
              ]
            : []),
        ]}
        onChange={(event) => choose(event.currentTarget.value)}
      />
      {saved?.isFailed && (
        <p className={common.second}>
          Templates of the library could not be loaded.{' '}
          <Button size="compact-xs" variant="subtle" onClick={saved.retry}>
            Try again
          </Button>
        </p>
      )}
    </div>
  )
}

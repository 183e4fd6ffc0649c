import { NativeSelect, TextInput, Textarea } from '@mantine/core'
import { useId } from 'react'
import { carriedKinds, shortLinkLimits } from '../../../../contract/links/short-link.ts'
import { carriedTexts } from '../../../messages/short-link-texts.ts'
import { formatExactTime } from '../../../ui/relative-time.ts'
import { showControls } from '../../../ui/show-controls.ts'
import { addressPromise } from './address-promise.ts'
import { localZone, parseLocalTime } from './local-time.ts'
import type { ShortDraftField } from './read-short-draft.ts'
import type { ShortDraft } from './short-draft.ts'
import styles from './short-form.module.css'

/** A bot that a link may lead to; the id is the dialog's. */
export type BotChoice = { readonly dialogId: string; readonly name: string }

type FieldsProps = {
  readonly draft: ShortDraft
  readonly change: (part: Partial<ShortDraft>) => void
  /** The field was left. */
  readonly see: (field: ShortDraftField) => void
  readonly shown: (field: ShortDraftField) => string | undefined
}

type NameFieldsProps = FieldsProps & {
  readonly bots: readonly BotChoice[]
  readonly campaigns: readonly string[]
  readonly base: string | undefined
}

/** What it is called, where it leads, and where its page lies. */
export const NameFields = ({ draft, change, see, shown, bots, campaigns, base }: NameFieldsProps) => {
  const listId = useId()
  return (
    <>
      <TextInput
        label="Name"
        name="name"
        description="For you and the other admins; visitors do not see it."
        autoComplete="off"
        value={draft.name}
        error={shown('name')}
        onBlur={() => see('name')}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <div className={styles.pair}>
        <NativeSelect
          label="Bot"
          name="botDialogId"
          value={draft.botDialogId}
          error={shown('botDialogId')}
          data={bots.map(({ dialogId, name }) => ({
            value: dialogId,
            label: `${showControls(name)} (${dialogId})`,
          }))}
          onChange={(event) => change({ botDialogId: event.currentTarget.value })}
        />
        <TextInput
          label="Campaign"
          name="campaign"
          placeholder="none"
          list={listId}
          autoComplete="off"
          value={draft.campaign}
          error={shown('campaign')}
          onBlur={() => see('campaign')}
          onChange={(event) => change({ campaign: event.currentTarget.value })}
        />
        <datalist id={listId}>
          {campaigns.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      </div>
      {base !== undefined && (
        <TextInput
          label="Address"
          name="slug"
          description={addressPromise(base, draft.slug)}
          placeholder="spring-offer"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          value={draft.slug}
          error={shown('slug')}
          onBlur={() => see('slug')}
          onChange={(event) => change({ slug: event.currentTarget.value })}
        />
      )}
    </>
  )
}

/** What stands in the chat's address. */
export const CarriesField = ({ draft, change }: FieldsProps) => (
  <NativeSelect
    label="The chat’s address carries"
    description={carriedTexts[draft.carries].hint}
    value={draft.carries}
    data={carriedKinds.map((kind) => ({ value: kind, label: carriedTexts[kind].name }))}
    onChange={({ currentTarget: { value } }) =>
      change({ carries: carriedKinds.find((kind) => kind === value) ?? 'token' })
    }
  />
)

/** The words of its page. */
export const PageFields = ({ draft, change, see, shown }: FieldsProps) => (
  <fieldset className={styles.group}>
    <legend>Its page</legend>
    <TextInput
      label="Heading"
      name="title"
      placeholder="taken from the bot’s name"
      autoComplete="off"
      value={draft.title}
      error={shown('title')}
      onBlur={() => see('title')}
      onChange={(event) => change({ title: event.currentTarget.value })}
    />
    <Textarea
      label="Sentence below"
      name="text"
      description={`${draft.text.trim().length} of ${shortLinkLimits.textChars} characters, shown as text.`}
      rows={3}
      value={draft.text}
      error={shown('text')}
      onBlur={() => see('text')}
      onChange={(event) => change({ text: event.currentTarget.value })}
    />
  </fieldset>
)

const endDescription = (expires: string): string => {
  const at = parseLocalTime(expires)
  const end = at === undefined ? 'Empty: it never ends by itself.' : `${formatExactTime(at)}.`
  return `In this computer’s zone, ${localZone()}. ${end}`
}

/** When it is over. */
export const EndFields = ({ draft, change, see, shown }: FieldsProps) => (
  <fieldset className={styles.group}>
    <legend>Its end</legend>
    <div className={styles.pair}>
      <TextInput
        label="Ends at"
        name="expiresAt"
        type="datetime-local"
        description={endDescription(draft.expires)}
        value={draft.expires}
        error={shown('expiresAt')}
        onBlur={() => see('expiresAt')}
        onChange={(event) => change({ expires: event.currentTarget.value })}
      />
      <TextInput
        label="People it is for"
        name="maxUses"
        description={
          draft.carries === 'token'
            ? 'After so many the token opens nothing. Empty: as many as like.'
            : 'Counted when the bot’s side resolves the token. Empty: as many as like.'
        }
        inputMode="numeric"
        placeholder="as many as like"
        autoComplete="off"
        value={draft.maxUses}
        error={shown('maxUses')}
        onBlur={() => see('maxUses')}
        onChange={(event) => change({ maxUses: event.currentTarget.value })}
      />
    </div>
  </fieldset>
)

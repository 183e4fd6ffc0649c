// The order counts: a switch builds on the input beside its label.
import '@mantine/core/styles/InlineInput.css'
import '@mantine/core/styles/Switch.css'
import { NativeSelect, Switch, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { botTypes, eventModes } from '../../../contract/rest/enums.ts'
import { AvatarField } from './avatar-field.tsx'
import type { BotDraft } from './bot-draft.ts'
import styles from './bot-form.module.css'
import { eventModeTexts, typeTexts } from './bot-texts.ts'
import { draftFieldNames } from './draft-field-names.ts'
import { BackgroundField, ColorField } from './look-fields.tsx'
import { SecretInput } from './secret-input.tsx'
import { TokenField } from './token-field.tsx'
import type { BotFormState } from './use-bot-form.ts'

export type BotFormProps = {
  readonly form: BotFormState
  /** The bot as it is, once it is registered: code and type are fixed then, and its token is not asked again. */
  readonly registered: BotDraft | undefined
  readonly needsBotToken: boolean
}

const Group = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <fieldset className={styles.group}>
    <legend>{title}</legend>
    {children}
  </fieldset>
)

type TextFieldProps = {
  readonly form: BotFormState
  readonly field: 'code' | 'name' | 'lastName' | 'workPosition'
  readonly required?: boolean
  readonly autoFocus?: boolean
  readonly description?: string
  readonly placeholder?: string
}

const TextField = ({ form, field, required = false, ...rest }: TextFieldProps) => (
  <TextInput
    {...form.getInputProps(field)}
    {...rest}
    name={field}
    label={draftFieldNames[field]}
    withAsterisk={required}
    aria-required={required}
    autoComplete="off"
    spellCheck={false}
  />
)

const optionOf = (value: string) => ({ value, label: value })

const genders = [
  { value: 'F', label: 'she' },
  { value: 'M', label: 'he' },
]

const WhoGroup = ({ form, registered }: BotFormProps) => (
  <Group title="Who it is">
    {!registered && (
      <TextField
        form={form}
        field="code"
        required
        autoFocus
        placeholder="support_bot"
        description="Names the bot in calls. It never changes; registering the same code again changes nothing."
      />
    )}
    <div className={styles.pair}>
      <TextField
        form={form}
        field="name"
        required
        autoFocus={registered !== undefined}
        placeholder="Support"
      />
      <TextField form={form} field="lastName" />
    </div>
    <TextField form={form} field="workPosition" placeholder="Answers questions about orders" />
    <AvatarField
      form={form}
      hint={
        registered
          ? 'The present picture stays unless you choose another.'
          : 'PNG, JPEG or GIF, at most 5 MB.'
      }
    />
    <ColorField
      value={form.values.color}
      onChange={(color) => form.setFieldValue('color', color)}
      none={registered ? (registered.color === '' ? 'as it is' : undefined) : 'automatic'}
    />
    <NativeSelect
      {...form.getInputProps('gender')}
      label={draftFieldNames.gender}
      description="Decides how the portal’s languages speak of the bot."
      data={registered?.gender ? genders : [{ value: '', label: 'not said' }, ...genders]}
    />
  </Group>
)

const WebhookField = ({ form, registered }: BotFormProps) => (
  <SecretInput
    name="webhookUrl"
    label={draftFieldNames.webhookUrl}
    withAsterisk={!registered}
    aria-required={!registered}
    placeholder="https://bot.example.com/events"
    description={
      registered
        ? 'The portal never tells the present address. It is sent only if you type one.'
        : 'Public, with a dot in the host name. Answer 200 at once and work afterwards.'
    }
    value={form.values.webhookUrl}
    onWrite={(webhookUrl) => form.setFieldValue('webhookUrl', webhookUrl)}
    error={form.errors.webhookUrl}
  />
)

const EventsGroup = (props: BotFormProps) => {
  const { form, registered, needsBotToken } = props
  return (
    <Group title="How it gets its events">
      <NativeSelect
        {...form.getInputProps('eventMode')}
        label={draftFieldNames.eventMode}
        description={eventModeTexts[form.values.eventMode]}
        data={eventModes.map(optionOf)}
      />
      {form.values.eventMode === 'webhook' && <WebhookField {...props} />}
      {needsBotToken && !registered && <TokenField form={form} />}
    </Group>
  )
}

type SwitchFieldProps = {
  readonly form: BotFormState
  readonly field: 'isHidden' | 'isReactionsEnabled' | 'isSupportOpenline'
  readonly description: string
}

const SwitchField = ({ form, field, description }: SwitchFieldProps) => (
  <Switch
    {...form.getInputProps(field, { type: 'checkbox' })}
    label={draftFieldNames[field]}
    description={description}
  />
)

const BehaviourGroup = ({ form, registered }: BotFormProps) => (
  <Group title="How it may behave">
    {!registered && (
      <NativeSelect
        {...form.getInputProps('type')}
        label={draftFieldNames.type}
        description={`${typeTexts[form.values.type] ?? ''} It cannot be changed later.`}
        data={botTypes.map(optionOf)}
      />
    )}
    <SwitchField
      form={form}
      field="isReactionsEnabled"
      description="People may put an emoji under its messages."
    />
    <SwitchField form={form} field="isHidden" description="Only those who have its address find it." />
    <SwitchField
      form={form}
      field="isSupportOpenline"
      description="The bot may be put in front of an Open Channel."
    />
    <BackgroundField
      value={form.values.backgroundId}
      onChange={(backgroundId) => form.setFieldValue('backgroundId', backgroundId)}
      hint={registered ? 'A portal may keep the old background when none is chosen.' : ''}
    />
  </Group>
)

/** Every documented field of a bot, in three groups. */
export const BotForm = (props: BotFormProps) => (
  <div className={styles.groups}>
    <WhoGroup {...props} />
    <div className={styles.groups}>
      <EventsGroup {...props} />
      <BehaviourGroup {...props} />
    </div>
  </div>
)

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
import { TokenField } from './token-field.tsx'
import type { DraftProblems } from './validate-draft.ts'

export type BotFormProps = {
  readonly draft: BotDraft
  readonly problems: DraftProblems
  readonly onChange: (part: Partial<BotDraft>) => void
  /** Code and type are fixed once a bot is registered, and its token is not asked again. */
  readonly isRegistered: boolean
  readonly needsBotToken: boolean
}

const Group = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <fieldset className={styles.group}>
    <legend>{title}</legend>
    {children}
  </fieldset>
)

type TextFieldName = 'code' | 'name' | 'lastName' | 'workPosition' | 'webhookUrl'

type TextFieldProps = BotFormProps & {
  readonly field: TextFieldName
  readonly required?: boolean
  readonly description?: string
  readonly placeholder?: string
}

const TextField = ({
  field,
  draft,
  problems,
  onChange,
  required = false,
  description,
  placeholder,
}: TextFieldProps) => (
  <TextInput
    name={field}
    label={draftFieldNames[field]}
    withAsterisk={required}
    aria-required={required}
    description={description}
    placeholder={placeholder}
    autoComplete="off"
    spellCheck={false}
    value={draft[field]}
    onChange={(event) => onChange({ [field]: event.currentTarget.value })}
    error={problems[field]}
  />
)

const optionOf = (value: string) => ({ value, label: value })

const WhoGroup = (props: BotFormProps) => {
  const { draft, problems, onChange, isRegistered } = props
  return (
    <Group title="Who it is">
      {!isRegistered && (
        <TextField
          {...props}
          field="code"
          required
          placeholder="support_bot"
          description="Names the bot in calls. It never changes; registering the same code again changes nothing."
        />
      )}
      <div className={styles.pair}>
        <TextField {...props} field="name" required placeholder="Support" />
        <TextField {...props} field="lastName" />
      </div>
      <TextField {...props} field="workPosition" placeholder="Answers questions about orders" />
      <AvatarField
        avatar={draft.avatar}
        problem={problems.avatar}
        onChange={(avatar) => onChange({ avatar })}
        hint={isRegistered ? 'The present picture stays unless you choose another.' : ''}
      />
      <ColorField value={draft.color} onChange={(color) => onChange({ color })} />
      <NativeSelect
        label={draftFieldNames.gender}
        description="Decides how the portal’s languages speak of the bot."
        data={[
          { value: '', label: 'not said' },
          { value: 'F', label: 'she' },
          { value: 'M', label: 'he' },
        ]}
        value={draft.gender}
        onChange={({ currentTarget: { value } }) =>
          onChange({ gender: value === 'F' || value === 'M' ? value : '' })
        }
      />
    </Group>
  )
}

const EventsGroup = (props: BotFormProps) => {
  const { draft, problems, onChange, isRegistered, needsBotToken } = props
  return (
    <Group title="How it gets its events">
      <NativeSelect
        label={draftFieldNames.eventMode}
        description={eventModeTexts[draft.eventMode]}
        data={eventModes.map(optionOf)}
        value={draft.eventMode}
        onChange={({ currentTarget: { value } }) =>
          onChange({ eventMode: eventModes.find((mode) => mode === value) ?? 'fetch' })
        }
      />
      {draft.eventMode === 'webhook' && (
        <TextField
          {...props}
          field="webhookUrl"
          required={!isRegistered}
          placeholder="https://bot.example.com/events"
          description={
            isRegistered
              ? 'The portal never tells the present address. It is sent only if you type one.'
              : 'Public, with a dot in the host name. Answer 200 at once and work afterwards.'
          }
        />
      )}
      {needsBotToken && !isRegistered && (
        <TokenField
          value={draft.botToken}
          problem={problems.botToken}
          onChange={(botToken) => onChange({ botToken })}
        />
      )}
    </Group>
  )
}

type SwitchFieldProps = Pick<BotFormProps, 'draft' | 'onChange'> & {
  readonly field: 'isHidden' | 'isReactionsEnabled' | 'isSupportOpenline'
  readonly description: string
}

const SwitchField = ({ draft, onChange, field, description }: SwitchFieldProps) => (
  <Switch
    label={draftFieldNames[field]}
    description={description}
    checked={draft[field]}
    onChange={(event) => onChange({ [field]: event.currentTarget.checked })}
  />
)

const BehaviourGroup = ({ draft, onChange, isRegistered }: BotFormProps) => (
  <Group title="How it may behave">
    {!isRegistered && (
      <NativeSelect
        label={draftFieldNames.type}
        description={`${typeTexts[draft.type] ?? ''} It cannot be changed later.`}
        data={botTypes.map(optionOf)}
        value={draft.type}
        onChange={({ currentTarget: { value } }) =>
          onChange({ type: botTypes.find((type) => type === value) ?? 'bot' })
        }
      />
    )}
    <SwitchField
      draft={draft}
      onChange={onChange}
      field="isReactionsEnabled"
      description="People may put an emoji under its messages."
    />
    <SwitchField
      draft={draft}
      onChange={onChange}
      field="isHidden"
      description="Only those who have its address find it."
    />
    <SwitchField
      draft={draft}
      onChange={onChange}
      field="isSupportOpenline"
      description="The bot may be put in front of an Open Channel."
    />
    <BackgroundField
      value={draft.backgroundId}
      onChange={(backgroundId) => onChange({ backgroundId })}
      hint={isRegistered ? 'A portal may keep the old background when none is chosen.' : ''}
    />
  </Group>
)

/** Every documented field of a bot, in three groups. */
export const BotForm = (props: BotFormProps) => (
  <div className={styles.groups}>
    <WhoGroup {...props} />
    <EventsGroup {...props} />
    <BehaviourGroup {...props} />
  </div>
)

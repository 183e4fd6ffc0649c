import { Button, TextInput } from '@mantine/core'
import { limits } from '../../../contract/rest/enums.ts'
import styles from './token-field.module.css'
import { generateBotToken } from './generate-bot-token.ts'

type TokenFieldProps = {
  readonly value: string
  readonly problem: string | undefined
  readonly onChange: (botToken: string) => void
}

export const TokenField = ({ value, problem, onChange }: TokenFieldProps) => (
  <div className={styles.row}>
    <TextInput
      className={styles.field}
      name="botToken"
      label="Bot token"
      withAsterisk
      aria-required
      description={`The bot’s password over a webhook address: your own text of at most ${limits.botTokenChars} characters. It is shown once more after registering, and never again.`}
      autoComplete="off"
      spellCheck={false}
      classNames={{ input: styles.input ?? '' }}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={problem}
    />
    <Button variant="default" onClick={() => onChange(generateBotToken())}>
      Generate
    </Button>
  </div>
)

import { Button } from '@mantine/core'
import { limits } from '../../../contract/rest/enums.ts'
import type { BotFormState } from './use-bot-form.ts'
import { generateBotToken } from './generate-bot-token.ts'
import { SecretInput } from './secret-input.tsx'
import styles from './token-field.module.css'

export const TokenField = ({ form }: { readonly form: BotFormState }) => {
  const write = (botToken: string) => form.setFieldValue('botToken', botToken)
  return (
    <div className={styles.row}>
      <SecretInput
        className={styles.field}
        name="botToken"
        label="Bot token"
        withAsterisk
        aria-required
        description={`The bot’s password over a webhook address: your own text of at most ${limits.botTokenChars} characters. The portal never tells it; keep it when the bot is registered.`}
        classNames={{ input: styles.input ?? '' }}
        value={form.values.botToken}
        onWrite={write}
        error={form.errors.botToken}
      />
      <Button variant="default" onClick={() => write(generateBotToken())}>
        Generate
      </Button>
    </div>
  )
}

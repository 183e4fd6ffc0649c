import { IconThumbUp } from '@tabler/icons-react'
import { backgrounds, chatColors } from '../../../contract/rest/enums.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { ForeignText } from '../../ui/foreign-text.tsx'
import { backgroundColors } from './background-colors.ts'
import type { BotDraft } from './bot-draft.ts'
import styles from './bot-preview.module.css'

/** The bot as people will see it: a row of the chat list, and a message in its chat. */
export const BotPreview = ({ draft }: { readonly draft: BotDraft }) => {
  const name = [draft.name.trim(), draft.lastName.trim()].filter(Boolean).join(' ') || 'Name'
  const { avatar } = draft
  const image = avatar && 'base64' in avatar ? `data:${avatar.mimeType};base64,${avatar.base64}` : undefined
  const color = draft.color ? chatColors[draft.color] : undefined
  const background = draft.backgroundId && backgroundColors[draft.backgroundId]
  const tone = draft.backgroundId ? backgrounds[draft.backgroundId] : undefined
  return (
    <aside className={styles.preview} aria-label="Preview">
      <h2>As people will see it</h2>
      <div className={styles.row}>
        <Avatar name={name} image={image} color={color} size={40} />
        <div className={styles.text}>
          <span className={styles.name}>
            <ForeignText text={name} />
          </span>
          <span className={styles.last}>
            <ForeignText text={draft.workPosition.trim() || 'Chatbot'} />
          </span>
        </div>
        <span className={styles.time}>14:02</span>
      </div>
      <div className={styles.chat} style={background ? { background } : undefined}>
        <p className={styles.day} data-tone={tone}>
          Today
        </p>
        <div className={styles.said}>
          <Avatar name={name} image={image} color={color} size={28} />
          <div className={styles.bubble}>
            <span className={styles.author} style={{ color: 'var(--c-link)' }}>
              <ForeignText text={name} />
            </span>
            Hello. What can I do for you?
          </div>
        </div>
        {draft.isReactionsEnabled && (
          <span className={styles.reaction}>
            <IconThumbUp size={14} aria-hidden /> 1
          </span>
        )}
      </div>
      {!color && !image && <p className={styles.note}>The portal chooses the color; here it is grey.</p>}
      {draft.isHidden && (
        <p className={styles.note}>Not in the contact list: people reach it by link or by name only.</p>
      )}
    </aside>
  )
}

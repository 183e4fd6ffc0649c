import { useState } from 'react'
import { bbText, parseBbCode } from '../../../lib/bb-code.ts'
import type { PageDialog } from '../../../contract/portal-pages/page-views.ts'

type DialogListProps = {
  readonly dialogs: readonly PageDialog[]
  readonly selected: string | undefined
  readonly onSelect: (dialogId: string) => void
}

export const DialogList = ({ dialogs, selected, onSelect }: DialogListProps) => {
  const [search, setSearch] = useState('')
  const shown = dialogs.filter(({ title }) => title.toLowerCase().includes(search.trim().toLowerCase()))
  return (
    <aside className="dialogs">
      <input
        type="search"
        aria-label="Search dialogs"
        placeholder="Find a chat or bot"
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      <ul aria-label="Dialogs">
        {shown.map((dialog) => (
          <li key={dialog.dialogId}>
            <button
              type="button"
              aria-current={dialog.dialogId === selected}
              onClick={() => onSelect(dialog.dialogId)}
            >
              <span className="avatar" style={{ background: dialog.color || '#909090' }} aria-hidden>
                {dialog.title.slice(0, 1)}
              </span>
              <span className="dialog-title">{dialog.title}</span>
              <span className="dialog-last">{bbText(parseBbCode(dialog.lastText)) || '…'}</span>
              {dialog.unread > 0 && <span className="unread">{dialog.unread}</span>}
            </button>
          </li>
        ))}
      </ul>
      {shown.length === 0 && <p className="empty">Nobody of that name.</p>}
    </aside>
  )
}

import '@mantine/core/styles/Paper.css'
import '@mantine/core/styles/Popover.css'
import '@mantine/core/styles/Menu.css'
import { Menu } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { usePortal } from '../../portal/portal-context.tsx'
import type { KnownBot } from '../../queries/bot-queries.ts'
import { copyText } from '../../ui/copy-text.ts'
import { botNameOf } from './bot-texts.ts'
import { MenuButton } from './menu-button.tsx'
import { useSay } from './said-context.ts'

/** A row's menu; drawn for the first time because somebody asked for it, so it begins open. */
export const OpenedMenu = ({ known }: { readonly known: KnownBot }) => {
  const portal = usePortal()
  const navigate = useNavigate()
  const say = useSay()
  const [isOpen, setOpen] = useState(true)
  const button = useRef<HTMLButtonElement>(null)
  const botId = known.bot.id
  const open = (tab: 'profile' | 'events' | 'danger') =>
    void navigate({
      to: '/bots/$botId/$tab',
      params: { botId, tab },
      search: (search) => ('q' in search && search.q ? { q: search.q } : {}),
    })
  const copy = async (what: string, text: string) => {
    const isCopied = await copyText(text)
    say(isCopied ? `${what} of ${botNameOf(known)} is copied.` : `Copy it by hand: ${text}`)
  }
  const change = (next: boolean) => {
    setOpen(next)
    if (!next) button.current?.focus()
  }
  return (
    <Menu
      opened={isOpen}
      onChange={change}
      position="bottom-end"
      shadow="md"
      transitionProps={{ duration: 0 }}
      returnFocus={false}
    >
      <Menu.Target>
        <MenuButton known={known} ref={button} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => open('profile')}>Open</Menu.Item>
        <Menu.Item onClick={() => open('events')}>Events</Menu.Item>
        <Menu.Divider />
        <Menu.Item onClick={() => void copy('The chat link', `${portal.origin}/online/?IM_DIALOG=${botId}`)}>
          Copy link
        </Menu.Item>
        <Menu.Item onClick={() => void copy('The id', String(botId))}>Copy id</Menu.Item>
        <Menu.Divider />
        <Menu.Item color="red" onClick={() => open('danger')}>
          Unregister…
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

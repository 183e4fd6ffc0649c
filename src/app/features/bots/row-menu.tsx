import { Suspense, lazy, useState } from 'react'
import type { KnownBot } from '../../queries/bot-queries.ts'
import { MenuButton } from './menu-button.tsx'

// What floats is loaded when it is first asked for; the list is the first screen.
const OpenedMenu = lazy(async () => ({ default: (await import('./opened-menu.tsx')).OpenedMenu }))

/** What can be done with a bot from its row. */
export const RowMenu = ({ known }: { readonly known: KnownBot }) => {
  const [wasOpened, setWasOpened] = useState(false)
  if (!wasOpened) return <MenuButton known={known} onClick={() => setWasOpened(true)} />
  return (
    <Suspense fallback={<MenuButton known={known} autoFocus />}>
      <OpenedMenu known={known} />
    </Suspense>
  )
}

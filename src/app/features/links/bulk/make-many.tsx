import { Button, type ButtonProps } from '@mantine/core'
import { IconStack2 } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import type { LinkRecipe } from '../../../../contract/links/saved-link.ts'
import { usePortal } from '../../../portal/portal-context.tsx'
import { handOverToBulk } from './bulk-start.ts'

type MakeManyProps = {
  /** Of the library; nothing for a link that was just built. */
  readonly id?: string
  readonly name: string
  readonly recipe: LinkRecipe
  readonly size: NonNullable<ButtonProps['size']>
}

/** Goes on to many links like this one: rows fill its fields. */
export const MakeMany = ({ size, ...link }: MakeManyProps) => {
  const portal = usePortal()
  const navigate = useNavigate()
  const make = () => {
    handOverToBulk(portal, link)
    void navigate({ to: '/links/bulk', search: { bot: link.recipe.botId } })
  }
  return (
    <Button size={size} variant="default" leftSection={<IconStack2 size={14} />} onClick={make}>
      Make many of this
    </Button>
  )
}

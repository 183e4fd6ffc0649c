import { ActionIcon, useMantineColorScheme } from '@mantine/core'
import { IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react'

const schemes = {
  auto: { Icon: IconDeviceDesktop, name: 'as the system', next: 'light' },
  light: { Icon: IconSun, name: 'light', next: 'dark' },
  dark: { Icon: IconMoon, name: 'dark', next: 'auto' },
} as const

/** A portal does not tell an app its theme, so it follows the system until somebody chooses. */
export const ThemeSwitch = () => {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const { Icon, name, next } = schemes[colorScheme]
  const label = `Theme: ${name}. Change to ${schemes[next].name}`
  return (
    <ActionIcon aria-label={label} title={label} onClick={() => setColorScheme(next)}>
      <Icon size={18} stroke={1.6} />
    </ActionIcon>
  )
}

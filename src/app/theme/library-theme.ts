import { createTheme } from '@mantine/core'

/** Sizes and habits of the component library; its colours come from `library.css`. */
export const libraryTheme = createTheme({
  primaryColor: 'blue',
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm', radius: 'md' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 'md', radius: 'md' } },
  },
})

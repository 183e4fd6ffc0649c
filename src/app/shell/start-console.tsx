// The order counts: what the others build on comes first.
import '@mantine/core/styles/UnstyledButton.css'
import '@mantine/core/styles/ActionIcon.css'
import '@mantine/core/styles/Button.css'
import '@mantine/core/styles/Input.css'
import '@mantine/core/styles/Loader.css'
import '../theme/library.css'
import '../theme/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createRestBudget } from '../../client/rest-budget.ts'
import type { RestBudget } from '../../client/rest-budget.ts'
import { createClock, sleep } from '../../client/timing.ts'
import type { Portal } from '../portal/portal.ts'
import type { Way } from './connection.ts'
import { createConnectionStore } from './connection.ts'
import { ConsoleRoot } from './console-root.tsx'

/** Draws the console into `element` and goes the first way at once, if there is one. */
export const startConsole = (options: {
  readonly element: HTMLElement
  readonly connect: (way: Way, budget: RestBudget) => Promise<Portal>
  readonly first: Way | undefined
}) => {
  const budget = createRestBudget({ clock: createClock(), sleep })
  const connection = createConnectionStore((way) => options.connect(way, budget))
  if (options.first) void connection.getState().connect(options.first)
  createRoot(options.element).render(
    <StrictMode>
      <ConsoleRoot connection={connection} budget={budget} />
    </StrictMode>,
  )
}

import { createContext, useContext, useSyncExternalStore } from 'react'
import type { RestBudget } from '../../client/rest-budget.ts'
import { usedAt } from '../../client/rest-budget.ts'
import { useNow } from '../ui/use-now.ts'

const BudgetContext = createContext<RestBudget | undefined>(undefined)

export const BudgetProvider = BudgetContext.Provider

/** What the budget looks like now, and in words what waits. */
export const useBudget = () => {
  const budget = useContext(BudgetContext)
  if (!budget) throw new Error('useBudget outside the connected console')
  const state = useSyncExternalStore(budget.subscribe, budget.getState)
  const now = useNow()
  const closed = state.blocked.filter((blocked) => blocked.until > now)
  const notes = closed.map(
    ({ method, until }) => `${method} is closed by the portal for ${Math.ceil((until - now) / 1000)} s`,
  )
  const inLine = state.queued > 0 && state.used + 1 > state.capacity ? [`${state.queued} waiting`] : []
  return {
    used: usedAt(state, Math.max(now, state.at)),
    capacity: state.capacity,
    note: [...notes, ...inLine].join(', '),
  }
}

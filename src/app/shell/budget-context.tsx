import { createContext, useContext, useSyncExternalStore } from 'react'
import type { RestBudget } from '../../client/rest-budget.ts'
import { usedAt } from '../../client/rest-budget.ts'
import { useNow } from '../ui/use-now.ts'
import { describeWaits } from './describe-waits.ts'

const BudgetContext = createContext<RestBudget | undefined>(undefined)

export const BudgetProvider = BudgetContext.Provider

/** What the budget looks like now, and in words what waits. */
export const useBudget = () => {
  const budget = useContext(BudgetContext)
  if (!budget) throw new Error('useBudget outside the console')
  const state = useSyncExternalStore(budget.subscribe, budget.getState)
  const now = useNow()
  return {
    used: usedAt(state, Math.max(now, state.at)),
    capacity: state.capacity,
    waits: describeWaits(state, now),
  }
}

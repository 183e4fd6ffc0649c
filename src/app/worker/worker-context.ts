import { createContext, useContext } from 'react'
import type { Worker } from '../queries/worker-queries.ts'

const WorkerContext = createContext<Worker | undefined>(undefined)

export const WorkerProvider = WorkerContext.Provider

/** The worker that took us for an admin; only what is drawn behind the gate may ask. */
export const useWorker = (): Worker => {
  const worker = useContext(WorkerContext)
  if (!worker) throw new Error('useWorker outside the gate')
  return worker
}

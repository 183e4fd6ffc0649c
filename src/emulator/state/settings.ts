import type { Fault } from '../../contract/portal-pages/page-api.ts'

export type ArmedFault = Fault & { timesLeft: number | undefined }

/** Switches both portals share; the control door turns them. */
export type Settings = {
  limits: boolean
  legacyFormats: boolean
  maxFileBytes: number
  router: 'current' | 'older'
  nativeDecodes: 0 | 1
  /** Seconds a call of a method (lower case) is said to take; real calls take next to nothing. */
  readonly operatingSeconds: Map<string, number>
  /** Seconds a method may use in ten minutes. */
  operatingLimit: number
  faults: ArmedFault[]
}

/** Takes one shot of the first armed fault that `matches`, if there is one. */
export const takeFault = (
  settings: Settings,
  matches: (fault: ArmedFault) => boolean,
): ArmedFault | undefined => {
  const fault = settings.faults.find(matches)
  if (!fault || fault.timesLeft === undefined) return fault
  fault.timesLeft -= 1
  if (fault.timesLeft <= 0) settings.faults = settings.faults.filter((other) => other !== fault)
  return fault
}

/** Whether a fault of this method, or of all, is meant. */
export const isForMethod = (fault: ArmedFault, method: string): boolean =>
  fault.method === undefined || fault.method.toLowerCase() === method.toLowerCase()

export const addFault = (settings: Settings, fault: Fault): void => {
  settings.faults = [...settings.faults, { ...fault, timesLeft: fault.times }]
}

export const clearFaults = (settings: Settings): void => {
  settings.faults = []
}

import { isForMethod, takeFault, type ArmedFault, type Settings } from '../state/settings.ts'
import { RefusalError } from './refusal.ts'
import { refusal } from './refuse.ts'

/** The refusal a fault answers instead of the method, if it is of that kind. */
export const refusalOf = (fault: ArmedFault | undefined): RefusalError | undefined => {
  if (fault?.kind === 'expired_token') return refusal('expired_token')
  if (fault?.kind === 'limit429') return refusal('OPERATION_TIME_LIMIT')
  if (fault?.kind === 'limit503') return refusal('QUERY_LIMIT_EXCEEDED')
  if (fault?.kind === 'refuse')
    return new RefusalError(fault.code ?? 'OVERLOAD_LIMIT', fault.status ?? 503, 'Refused by a fault')
  if (fault?.kind === 'error500') return refusal('INTERNAL_SERVER_ERROR')
  return undefined
}

const isTransportFault = (fault: ArmedFault) => fault.kind !== 'storage' && fault.kind !== 'tariff'

/** The fault a request of this method meets. */
export const takeRequestFault = (settings: Settings, method: string): ArmedFault | undefined =>
  takeFault(settings, (fault) => isTransportFault(fault) && isForMethod(fault, method))

/** The fault a command of a batch meets: one that names its method and refuses; the others concern the request as a whole. */
export const takeCommandFault = (settings: Settings, method: string): ArmedFault | undefined =>
  takeFault(
    settings,
    (fault) => fault.method !== undefined && isForMethod(fault, method) && refusalOf(fault) !== undefined,
  )

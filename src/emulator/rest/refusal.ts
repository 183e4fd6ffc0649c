/** A call the portal refuses; thrown anywhere below the endpoint and answered there. */
export class RefusalError extends Error {
  readonly code: string
  readonly status: number
  /** The argument it is about, where the portal names it. */
  readonly argument: string | undefined

  constructor(code: string, status: number, description: string, argument?: string) {
    super(description)
    this.name = 'RefusalError'
    this.code = code
    this.status = status
    this.argument = argument
  }
}

/** A call the portal refuses; thrown anywhere below the endpoint and answered there. */
export class RefusalError extends Error {
  readonly code: string
  readonly status: number

  constructor(code: string, status: number, description: string) {
    super(description)
    this.name = 'RefusalError'
    this.code = code
    this.status = status
  }
}

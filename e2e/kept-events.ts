import type { Frame } from '@playwright/test'

/** An event as it lies in the browser's database. */
export type KeptEvent = { readonly eventId: number; readonly text: string }

/** Reads the database itself, past the console: everything that is kept, oldest first. */
export const readKept = (frame: Frame): Promise<readonly KeptEvent[]> =>
  frame.evaluate(async () => {
    const asked = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(new Error(request.error?.message))
      })
    const db = await asked(indexedDB.open('bot-console-events'))
    if (!db.objectStoreNames.contains('lines')) return []
    type LinesRecord = { lines: Uint8Array }
    const records = (await asked(db.transaction('lines').objectStore('lines').getAll())) as LinesRecord[] // written by the console
    db.close()
    return records.flatMap(({ lines }) =>
      new TextDecoder()
        .decode(lines)
        .split('\n')
        .map((line) => {
          type Item = { eventId: number; data: { message?: { text: string } } }
          const { eventId, data } = JSON.parse(line) as Item // written by the console
          return { eventId, text: data.message?.text ?? '' }
        }),
    )
  })

/** The ids of the events in the database, or in the order they came. */
export const idsOf = (events: readonly { readonly eventId: number }[]): readonly number[] =>
  events.map(({ eventId }) => eventId)

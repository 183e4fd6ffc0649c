import { expect, test } from 'vitest'
import { PartNotLoadedError, createPartLoader, lazyPart } from './lazy-part.tsx'

const failureOf = (loading: Promise<unknown>) => loading.catch((error: unknown) => error)

test('a part is loaded once, however often it is drawn', async () => {
  let loads = 0
  const find = createPartLoader(() => Promise.resolve(++loads))
  expect(await Promise.all([find(), find()])).toEqual([1, 1])
})

test('a failed load stays failed until somebody tries again, and then really loads', async () => {
  let loads = 0
  const find = createPartLoader(() => {
    loads += 1
    return loads === 1 ? Promise.reject(new TypeError('Failed to fetch')) : Promise.resolve('the part')
  })
  const first = await failureOf(find())
  expect(await failureOf(find())).toBe(first)
  expect(loads).toBe(1)
  if (!(first instanceof PartNotLoadedError)) throw new Error('not the error that knows how to try again')
  first.forget()
  expect(await find()).toBe('the part')
})

test('a part can be asked for before it is drawn; a failure waits for the drawing', async () => {
  let loads = 0
  const part = lazyPart(() => {
    loads += 1
    return Promise.reject(new TypeError('Failed to fetch'))
  })
  await expect(Promise.all([part.preload(), part.preload()])).resolves.toEqual([undefined, undefined])
  expect(loads).toBe(1)
})

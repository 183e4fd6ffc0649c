import { expect, test } from 'vitest'
import { listPages } from './list-pages.ts'

const pagesOf = (total: number, size: number) => {
  const offsets: number[] = []
  const fetchPage = (offset: number) => {
    offsets.push(offset)
    const items = Array.from(
      { length: Math.max(0, Math.min(size, total - offset)) },
      (_, index) => offset + index,
    )
    // As the portal does it: "more" means that the page was full.
    return Promise.resolve({ items, hasNextPage: items.length === size })
  }
  return { offsets, fetchPage }
}

test.each([
  [0, [0]],
  [3, [0]],
  [50, [0, 50]],
  [120, [0, 50, 100]],
])('%i items come whole, in as many pages as the portal claims to have', async (total, offsets) => {
  const pages = pagesOf(total, 50)
  const all = await listPages(pages.fetchPage)
  expect(all).toEqual(Array.from({ length: total }, (_, index) => index))
  expect(pages.offsets).toEqual(offsets)
})

test('a portal that promises more and gives nothing is not asked for ever', async () => {
  let asked = 0
  const all = await listPages(() => {
    asked += 1
    return Promise.resolve({ items: [], hasNextPage: true })
  })
  expect([all, asked]).toEqual([[], 1])
})

test('what a page throws comes through', async () => {
  await expect(listPages(() => Promise.reject(new Error('refused')))).rejects.toThrow('refused')
})

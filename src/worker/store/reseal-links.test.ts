import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { sampleLink } from '../../testing/worker/sample-link.ts'
import { openTestSqlite } from '../../testing/worker/test-databases.ts'
import { createSealer } from '../host/create-sealer.ts'
import { resealLinks } from './reseal-links.ts'

const newKey = () => randomBytes(32).toString('base64')

test('links are sealed anew with the newest key, page after page; what no key opens is counted and kept', async () => {
  const { links } = (await openTestSqlite()).stores
  const [older, newer, lost] = [newKey(), newKey(), newKey()]
  const [before, after, foreign] = [older, `${newer},${older}`, lost].map(createSealer)
  if (!before || !after || !foreign) throw new Error('no sealer')
  const made = Array.from({ length: 1101 }, (_, index) =>
    sampleLink({ sealed: (index === 700 ? foreign : before).seal(`secret ${index}`) }),
  )
  for (let at = 0; at < made.length; at += 200) await links.add(made.slice(at, at + 200), [])
  expect(await resealLinks(links, after)).toBe(1)
  const alone = createSealer(newer)
  const kept = await links.listSealed(0, 2000)
  expect(kept).toHaveLength(1101)
  kept.forEach(({ sealed }, index) => {
    if (index === 700) expect(sealed).toBe(made[index]?.sealed)
    else expect(alone.open(sealed)).toBe(`secret ${index}`)
  })
  expect(await resealLinks(links, after)).toBe(1)
})

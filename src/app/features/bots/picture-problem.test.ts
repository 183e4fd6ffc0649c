import { expect, test } from 'vitest'
import { pictureBytes, pictureProblem } from './picture-problem.ts'

const png = { name: 'a.png', bytes: 70, base64: 'iVBORw0KGgoAAAANSUhEUg', size: { width: 64, height: 64 } }

test.each([
  ['a PNG', {}, undefined],
  ['a JPEG', { base64: '/9j/4AAQSkZJRg' }, undefined],
  ['a GIF', { base64: 'R0lGODlhAQABAIAAAP' }, undefined],
  ['a BMP that is called PNG', { base64: 'Qk1GAAAAAAAAAD' }, /no PNG, JPEG or GIF/],
  ['a drawing', { base64: 'PHN2ZyB4bWxucz0i' }, /no PNG, JPEG or GIF/],
  ['what cannot be drawn', { size: undefined }, /damaged/],
  ['one as large as may be', { size: { width: 5000, height: 5000 }, bytes: pictureBytes }, undefined],
  ['one pixel more', { size: { width: 5001, height: 10 } }, /5001 × 10 pixels/],
  ['one byte more', { bytes: pictureBytes + 1 }, /at most 5\.0 MB/],
])('%s', (_kind, part, problem) => {
  const said = pictureProblem({ ...png, ...part })
  if (problem) expect(said).toMatch(problem)
  else expect(said).toBeUndefined()
})

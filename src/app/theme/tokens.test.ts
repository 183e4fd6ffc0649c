import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { contrastOf } from '../ui/readable-on.ts'

const css = readFileSync(new URL('../../../public/tokens.css', import.meta.url), 'utf8')

const tokensOf = (selector: string): ReadonlyMap<string, string> => {
  const block = css.slice(css.indexOf(`${selector} {`))
  const pairs = block.slice(0, block.indexOf('}')).matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)
  return new Map([...pairs].map(([, name = '', value = '']) => [name, value]))
}
const light = tokensOf(':root')
const schemes = { light, dark: new Map([...light, ...tokensOf(":root[data-mantine-color-scheme='dark']")]) }

const grounds = ['c-page', 'c-card', 'c-card-2', 'c-hover']
const softs = ['c-soft-blue', 'c-soft-green', 'c-soft-red', 'c-soft-orange', 'c-soft-grey']
const pairs: readonly (readonly [string, string])[] = [
  ...[...grounds, ...softs].flatMap((ground) => [['c-text', ground] as const, ['c-text-2', ground] as const]),
  ...grounds.map((ground) => ['c-link', ground] as const),
  ['c-link', 'c-soft-blue'],
  ['c-alert-text', 'c-card'],
  ['c-alert-text', 'c-soft-red'],
  ['c-on-primary', 'c-primary-fill'],
  ['c-on-primary', 'c-primary-fill-hover'],
  ['c-on-primary', 'c-alert-fill'],
  ['c-on-primary', 'c-alert-fill-hover'],
]

test.each(Object.keys(schemes) as (keyof typeof schemes)[])('every text can be read in %s', (scheme) => {
  const color = (name: string) => {
    const value = schemes[scheme].get(name)
    if (!value) throw new Error(`tokens.css has no --${name}`)
    return value
  }
  const weak = pairs
    .map(([text, ground]) => ({ text, ground, contrast: contrastOf(color(text), color(ground)) }))
    .filter(({ contrast }) => contrast < 4.5)
  expect(weak).toEqual([])
})

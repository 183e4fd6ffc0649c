import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { linksOf } from '../../../../contract/links/recipe-links.ts'
import { htmlSnippet, portalCall } from './html-snippet.ts'

const unescaped = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')

test('the snippet’s addresses are the links, whatever they hold', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.string(), (context, source) => {
      const links = linksOf(
        { botId: 7, context, parameters: [['utm_source', source]] },
        'https://portal.example',
      )
      const hrefs = [...htmlSnippet(links).matchAll(/href="([^"]*)"/g)].map(([, href = '']) =>
        unescaped(href),
      )
      expect(hrefs).toEqual([links.webLink, links.appLink])
    }),
  )
})

test('the call holds the context, and cannot end a script element', () => {
  const context = { a: '</script><script>alert(1)</script>', line: '\u2028' }
  const call = portalCall('7', context)
  expect(call).not.toContain('</script>')
  const [, json = ''] = /'7', (.*)\)$/.exec(call) ?? []
  expect(JSON.parse(json)).toEqual(context)
})

test('run as code, the call hands over every member, whatever its name', () => {
  const context: unknown = JSON.parse('{"a":{"__proto__":{"b":1}},"__proto__":"x","say":"\\"__proto__\\":1"}')
  const given: unknown[] = []
  const [, call = ''] = portalCall('7', context as Record<string, unknown>).split('\n\n')
  runInNewContext(call, { Messenger: { openChatWithBotContext: (_: string, it: unknown) => given.push(it) } })
  expect(JSON.stringify(given[0])).toBe(JSON.stringify(context))
})

test('an address cannot leave its attribute', () => {
  const hostile = `https://a.example/?"'><script>`
  expect(htmlSnippet({ webLink: hostile, appLink: hostile })).not.toMatch(/["'>]<script>|\?"/)
})

import { resolve } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')

/** What the compiler says of a file in an isomorphic folder that holds this text. */
const complaints = (text: string): string[] => {
  const { config } = ts.readConfigFile(resolve(root, 'tsconfig.isomorphic.json'), (file) =>
    ts.sys.readFile(file),
  ) as { config: unknown }
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root)
  const seeded = resolve(root, 'src/contract/seeded.ts')
  const host = ts.createCompilerHost(options)
  const readReal = host.getSourceFile.bind(host)
  host.getSourceFile = (file, languageVersion, ...rest) =>
    file === seeded
      ? ts.createSourceFile(file, text, languageVersion)
      : readReal(file, languageVersion, ...rest)
  const program = ts.createProgram([seeded], { ...options, incremental: false, noEmit: true }, host)
  return ts
    .getPreEmitDiagnostics(program, program.getSourceFile(seeded))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '))
}

test.for([
  'document.title',
  'window.name',
  'localStorage.length',
  'process.env',
  "Buffer.from('a')",
  '__dirname',
])('%s is no word of an isomorphic folder', (expression) => {
  expect(complaints(`export const seeded = ${expression}\n`).join()).toMatch(/Cannot find name/)
})

test('fetch, URL and crypto are', () => {
  expect(
    complaints("export const seeded = [fetch, new URL('https://a.example'), crypto.randomUUID()]\n"),
  ).toEqual([])
})

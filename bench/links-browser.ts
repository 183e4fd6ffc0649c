// Runs in a web worker of a real browser: our way from rows to links and codes beside the bare libraries, in turns.
import encodeQR from 'qr'
import { createRowBuilder } from '../src/app/features/links/bulk/build-row.ts'
import { guessMapping } from '../src/app/features/links/bulk/bulk-mapping.ts'
import { readTable } from '../src/app/features/links/bulk/read-table.ts'
import { qrSvg } from '../src/app/features/links/code/qr-svg.ts'
import { encodeWebLink } from '../src/contract/deep-link/deep-link.ts'
import { lintBuilt } from '../src/contract/deep-link/lint-built.ts'
import { lintLink } from '../src/contract/deep-link/lint-link.ts'
import { defaultCodeSettings } from '../src/contract/links/code-settings.ts'
import type { LinkFigures } from './links.ts'

const target = { portalOrigin: 'https://company.bitrix24.example', botDialogId: '456' }

const timed = (run: () => unknown): number => {
  const startedAt = performance.now()
  run()
  return performance.now() - startedAt
}

/** Rows as they come from a file: a code, a customer, points and words with everything that links are broken by. */
const csvOf = (count: number): string =>
  `action,code,customer,points,words,utm_source\n${Array.from(
    { length: count },
    (_, n) => `coupon,SPRING-${n},C-${100_000 + n},${n},"${n}% off & more #1",mail`,
  ).join('\n')}`

const codeRounds = (count: number, rounds: number) => {
  const table = readTable(csvOf(count))
  const build = createRowBuilder(
    table.columns,
    guessMapping(
      table.columns,
      table.rows.slice(0, 9).map(({ cells }) => cells),
    ),
    target,
  )
  const links = table.rows.map((row) => build(row).link ?? '')
  // Whoever begins a round ends the next one; what is made is measured, so that nothing is left undone.
  let length = 0
  const ours = () =>
    timed(() =>
      table.rows.forEach((row) => (length += qrSvg(build(row).link ?? '', defaultCodeSettings).length)),
    )
  const bare = () =>
    timed(() =>
      links.forEach((link) => (length += encodeQR(link, 'svg', { ecc: 'medium', border: 4 }).length)),
    )
  const all = Array.from({ length: rounds + 1 }, (_, round) => {
    if (round % 2 === 0) return { ours: ours(), bare: bare() }
    const first = bare()
    return { ours: ours(), bare: first }
  })
  return { rounds: all.slice(1), linkLength: links[0]?.length ?? 0, length }
}

const contexts = {
  'three fields, hazards': { promo: '100% off + 5€ / "vip"? #1 & more', n: 456, ok: true },
  'three fields, plain': { action: 'openTask', taskId: 456, source: 'card' },
  'six fields': {
    action: 'coupon',
    code: 'SPRING-000123',
    customer: 'C-000123',
    campaign: 'spring 2026',
    value: 15,
    vip: false,
  },
} as const

const lintRounds = (times: number, rounds: number) =>
  Object.entries(contexts).map(([name, context]) => {
    const link = { ...target, context }
    let seen = 0
    const repeat = (run: () => number) =>
      (timed(() => {
        for (let at = 0; at < times; at += 1) seen += run()
      }) /
        times) *
      1000
    const one = () => ({
      bare: repeat(() => encodeURIComponent(JSON.stringify(context)).length),
      built: repeat(() => lintBuilt(encodeWebLink(link), context).length),
      pasted: repeat(() => lintLink(encodeWebLink(link)).findings.length),
    })
    one()
    return { name, rounds: Array.from({ length: rounds }, one), seen }
  })

addEventListener('message', ({ data }: MessageEvent<{ count: number; times: number; rounds: number }>) => {
  const figures: LinkFigures = {
    codes: codeRounds(data.count, data.rounds),
    lint: lintRounds(data.times, data.rounds),
  }
  postMessage(figures)
})

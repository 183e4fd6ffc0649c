import { drawSvg, type Modules } from '../code/qr-svg.ts'
import type { CodeSettings } from '../../../../contract/links/code-settings.ts'

type LabelSize = {
  readonly name: string
  readonly columns: number
  readonly rows: number
  /** All in mm, on A4. */
  readonly width: number
  readonly height: number
  readonly left: number
  readonly top: number
  readonly gap: number
}

export const labelSizeIds = ['large', 'address', 'small', 'full', 'card'] as const
export type LabelSizeId = (typeof labelSizeIds)[number]

/** Sheets of labels that shops sell, and cards to cut. */
export const labelSizes: Readonly<Record<LabelSizeId, LabelSize>> = {
  full: {
    name: '70 × 37 mm, 24 on a sheet',
    columns: 3,
    rows: 8,
    width: 70,
    height: 37,
    left: 0,
    top: 0.5,
    gap: 0,
  },
  small: {
    name: '63.5 × 38.1 mm, 21 on a sheet',
    columns: 3,
    rows: 7,
    width: 63.5,
    height: 38.1,
    left: 7.25,
    top: 15.15,
    gap: 2.5,
  },
  address: {
    name: '99.1 × 38.1 mm, 14 on a sheet',
    columns: 2,
    rows: 7,
    width: 99.1,
    height: 38.1,
    left: 4.65,
    top: 15.15,
    gap: 2.5,
  },
  large: {
    name: '99.1 × 67.7 mm, 8 on a sheet',
    columns: 2,
    rows: 4,
    width: 99.1,
    height: 67.7,
    left: 4.65,
    top: 13.1,
    gap: 2.5,
  },
  card: {
    name: '85 × 55 mm cards, 10 on a sheet',
    columns: 2,
    rows: 5,
    width: 85,
    height: 55,
    left: 20,
    top: 11,
    gap: 0,
  },
}

/** A browser lays out some thousand codes in a moment, and fifty thousand never. */
export const labelsPerPart = 2000

const edgeMm = 3

/** Width of the code on a label, its quiet zone and all. */
export const codeMmOf = (id: LabelSizeId): number => {
  const { width, height } = labelSizes[id]
  return Math.min(height - 2 * edgeMm, width / 2)
}

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

export type Label = { readonly modules: Modules; readonly caption: string }

const logoId = 'logo'

/** A label's mark-up; its logo stands in the sheet's head, once for all. */
export const labelOf = ({ modules, caption }: Label, code: CodeSettings): string =>
  `<figure>${drawSvg(modules, code, { logoId })}<figcaption>${escapeHtml(caption)}</figcaption></figure>`

/** The schema of the settings has checked the address: it cannot end the mark-up. */
const logoSymbol = ({ logo }: CodeSettings): string =>
  logo
    ? `<svg class="logo" aria-hidden="true"><symbol id="${logoId}" viewBox="0 0 1 1"><image href="${logo.image}" width="1" height="1"/></symbol></svg>`
    : ''

const styleOf = (id: LabelSizeId): string => {
  const { columns, width, height, left, top, gap } = labelSizes[id]
  const code = codeMmOf(id)
  return `@page{size:A4;margin:0}
*{box-sizing:border-box}
body{margin:0;background:#fff;color:#000;font:10pt/1.3 system-ui,sans-serif}
header{padding:16px 20px;line-height:1.5;font-size:14px}
section{display:grid;grid-template-columns:repeat(${columns},${width}mm);grid-auto-rows:${height}mm;column-gap:${gap}mm;width:210mm;height:296.9mm;padding:${top}mm 0 0 ${left}mm;overflow:hidden;break-after:page}
section:last-child{break-after:auto}
figure{display:flex;align-items:center;gap:3mm;margin:0;padding:${edgeMm}mm;overflow:hidden}
figure svg{flex:none;width:${code}mm;height:${code}mm}
.logo{position:absolute;width:0;height:0}
figcaption{max-height:100%;overflow:hidden;overflow-wrap:anywhere}
@media screen{body{background:#dfe0e3}header{background:#fff}section{margin:16px auto;background:#fff}figure{outline:1px dashed #c0c4c9}}
@media print{header{display:none}*{-webkit-print-color-adjust:exact;print-color-adjust:exact}}`
}

/** The sheet's parts around its labels, so that it can be written piece by piece. */
export const sheetParts = (id: LabelSizeId, count: number, code: CodeSettings) => {
  const { columns, rows } = labelSizes[id]
  const perSheet = columns * rows
  const sheets = Math.ceil(count / perSheet)
  return {
    head: `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Labels</title><style>${styleOf(id)}</style></head>
<body>${logoSymbol(code)}<header><strong>${count} ${count === 1 ? 'label' : 'labels'} on ${sheets} A4 ${sheets === 1 ? 'sheet' : 'sheets'}.</strong> Print this page with Ctrl+P (⌘P) at 100 %, without margins and without “fit to page”. For a PDF choose “Save as PDF” as the printer. The dashed lines are not printed.</header>
<main>`,
    /** What stands before the label with that index. */
    before: (index: number): string =>
      index % perSheet === 0 ? `${index === 0 ? '' : '</section>'}<section>` : '',
    tail: `${count === 0 ? '' : '</section>'}</main></body></html>\n`,
  }
}

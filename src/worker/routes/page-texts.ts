import type { Context } from 'hono'
import { de } from './page-texts/de.ts'
import { en, type PageTexts } from './page-texts/en.ts'
import { es } from './page-texts/es.ts'
import { fr } from './page-texts/fr.ts'
import { pt } from './page-texts/pt.ts'
import { ru } from './page-texts/ru.ts'

const texts = { en, de, ru, es, fr, pt } as const

/** The first language the browser asks for that the pages speak, or English. */
export const pageTextsFor = (c: Context): PageTexts => {
  const wanted = (c.req.header('accept-language') ?? '').slice(0, 200).split(',')
  const codes = wanted.map((part) => part.trim().slice(0, 2).toLowerCase())
  return Object.entries(texts).find(([code]) => code === codes.find((one) => one in texts))?.[1] ?? en
}

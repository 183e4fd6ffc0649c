import type { Context } from 'hono'
import { inLanguageOf } from './in-language-of.ts'
import { de } from './page-texts/de.ts'
import { en, type PageTexts } from './page-texts/en.ts'
import { es } from './page-texts/es.ts'
import { fr } from './page-texts/fr.ts'
import { pt } from './page-texts/pt.ts'
import { ru } from './page-texts/ru.ts'

const texts = { en, de, ru, es, fr, pt } as const

export const pageTextsFor = (c: Context): PageTexts => inLanguageOf(c, texts)

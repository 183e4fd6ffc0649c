import type { Context } from 'hono'
import { de } from './landing-texts/de.ts'
import { en, type LandingTexts } from './landing-texts/en.ts'
import { es } from './landing-texts/es.ts'
import { fr } from './landing-texts/fr.ts'
import { pt } from './landing-texts/pt.ts'
import { ru } from './landing-texts/ru.ts'
import { inLanguageOf } from './in-language-of.ts'

const texts = { en, de, ru, es, fr, pt } as const

export const landingTextsFor = (c: Context): LandingTexts => inLanguageOf(c, texts)

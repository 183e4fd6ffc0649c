import type { Context } from 'hono'

/** The texts in the first language the browser asks for that there are any in, or in English. */
export const inLanguageOf = <T>(c: Context, texts: { readonly en: T } & Readonly<Record<string, T>>): T => {
  const wanted = (c.req.header('accept-language') ?? '').slice(0, 200).split(',')
  const codes = wanted.map((part) => part.trim().slice(0, 2).toLowerCase())
  const code = codes.find((one) => Object.hasOwn(texts, one))
  return (code === undefined ? undefined : texts[code]) ?? texts.en
}

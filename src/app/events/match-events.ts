import type { EventFilter } from './event-filter.ts'
import { eventParts } from './event-filter.ts'
import type { Block, Dictionary, EventTable, Stretch } from './event-table.ts'
import { createFinder } from './find-bytes.ts'

/** One for each event of a stretch: 1 where the filter lets it through. */
export type Mask = Uint8Array<ArrayBuffer>
type Match = (block: Block, at: Stretch) => Mask
/** What was found inside payloads; undefined while nobody has looked. */
export type FindInPayload = (text: string, at: Stretch) => Mask | undefined

/** A test of a dictionary's texts, each looked at once however often it occurs. */
const testOnce = (dictionary: Dictionary, test: (text: string) => boolean) => {
  let passes = new Uint8Array(0)
  let tested = 0
  return () => {
    const { texts } = dictionary
    if (texts.length > passes.length) {
      const larger = new Uint8Array(texts.length * 2)
      larger.set(passes)
      passes = larger
    }
    for (; tested < texts.length; tested += 1) passes[tested] = test(texts[tested] ?? '') ? 1 : 0
    return passes
  }
}

const isNumber = (text: string): boolean => /^\d+$/.test(text)

const idIn = (tagged: string): string => tagged.slice(0, Math.max(0, tagged.indexOf('\t')))
const nameIn = (tagged: string): string => tagged.slice(tagged.indexOf('\t') + 1)

const each = (at: Stretch, test: (row: number) => boolean): Mask => {
  const mask = new Uint8Array(at.to - at.from)
  for (let row = at.from; row < at.to; row += 1) if (test(row)) mask[row - at.from] = 1
  return mask
}

const byCode = (passing: () => Uint8Array, column: (block: Block) => Uint16Array | Uint32Array): Match => {
  return (block, { from, to }) => {
    const [passes, codes] = [passing(), column(block)]
    const mask = new Uint8Array(to - from)
    for (let row = from; row < to; row += 1) mask[row - from] = passes[codes[row] ?? 0] ?? 0
    return mask
  }
}

const markText = (mask: Mask, block: Block, at: Stretch, find: ReturnType<typeof createFinder>) => {
  const { text, ends } = block
  let row = at.from
  let from = row === 0 ? 0 : (ends[row - 1] ?? 0) + 1
  const end = ends[at.to - 1] ?? 0
  while (row < at.to) {
    const hit = find(text, from, end)
    if (hit < 0) return
    while ((ends[row] ?? 0) <= hit) row += 1
    mask[row - at.from] = 1
    from = (ends[row] ?? 0) + 1
    row += 1
  }
}

/** A filter as a function over blocks; `isSure` false: what only a payload can tell is taken to pass. */
export const compileFilter = (filter: EventFilter, table: EventTable, inPayload: FindInPayload): Match => {
  const { names, sources } = table
  const botName = (id: string) => sources.find(({ botId }) => String(botId) === id)?.name ?? ''

  const compileText = (text: string): Match => {
    const folded = text.toLowerCase()
    const holds = (tagged: string) => tagged.toLowerCase().replace('\t', '\n').includes(folded)
    const find = createFinder(text)
    const inNames = [
      byCode(testOnce(names.types, holds), ({ types }) => types),
      byCode(
        testOnce(names.bots, (tagged) => holds(tagged) || holds(botName(idIn(tagged)))),
        ({ bots }) => bots,
      ),
      byCode(testOnce(names.users, holds), ({ users }) => users),
      byCode(testOnce(names.dialogs, holds), ({ dialogs }) => dialogs),
    ]
    const id = isNumber(text) ? Number(text) : undefined
    return (block, at) => {
      const mask = new Uint8Array(at.to - at.from)
      for (const match of inNames) {
        const some = match(block, at)
        for (let row = 0; row < mask.length; row += 1) if (some[row]) mask[row] = 1
      }
      if (id !== undefined)
        for (let row = at.from; row < at.to; row += 1) if (block.ids[row] === id) mask[row - at.from] = 1
      markText(mask, block, at, find)
      return mask
    }
  }

  const compile = (filter: EventFilter, isNegated: boolean): Match => {
    switch (filter.kind) {
      case 'all':
      case 'any': {
        const isAll = filter.kind === 'all'
        const parts = filter.of.map((part) => compile(part, isNegated))
        return (block, at) => {
          const mask = new Uint8Array(at.to - at.from).fill(isAll ? 1 : 0)
          for (const part of parts) {
            const some = part(block, at)
            for (let row = 0; row < mask.length; row += 1) {
              if (isAll ? !some[row] : some[row]) mask[row] = isAll ? 0 : 1
            }
          }
          return mask
        }
      }
      case 'not': {
        const of = compile(filter.of, !isNegated)
        return (block, at) => {
          const mask = of(block, at)
          for (let row = 0; row < mask.length; row += 1) mask[row] = mask[row] ? 0 : 1
          return mask
        }
      }
      case 'type': {
        const name = filter.name.toLowerCase()
        return byCode(
          testOnce(names.types, (type) => type.toLowerCase().includes(name)),
          ({ types }) => types,
        )
      }
      case 'bot': {
        const bot = filter.bot.toLowerCase()
        const test = (tagged: string) =>
          isNumber(bot)
            ? idIn(tagged) === bot
            : nameIn(tagged).toLowerCase().includes(bot) ||
              (tagged !== '' && botName(idIn(tagged)).toLowerCase().includes(bot))
        return byCode(testOnce(names.bots, test), ({ bots }) => bots)
      }
      case 'user': {
        const user = filter.user.toLowerCase()
        const test = (tagged: string) =>
          isNumber(user) ? idIn(tagged) === user : nameIn(tagged).toLowerCase().includes(user)
        return byCode(testOnce(names.users, test), ({ users }) => users)
      }
      case 'dialog': {
        const dialog = filter.dialog.toLowerCase()
        const test = (tagged: string) =>
          idIn(tagged).toLowerCase() === dialog ||
          (!isNumber(dialog) && nameIn(tagged).toLowerCase().includes(dialog))
        return byCode(testOnce(names.dialogs, test), ({ dialogs }) => dialogs)
      }
      case 'message':
        return (block, at) => each(at, (row) => block.messages[row] === filter.messageId)
      case 'source':
        return (block, at) => each(at, (row) => sources[block.sources[row] ?? 0]?.kind === filter.source)
      case 'has': {
        const bit = 1 << eventParts.indexOf(filter.part)
        return (block, at) => each(at, (row) => ((block.parts[row] ?? 0) & bit) !== 0)
      }
      case 'id':
        return (block, at) =>
          each(at, (row) => {
            const id = block.ids[row] ?? 0
            return filter.from <= id && id <= filter.to
          })
      case 'time':
        return (block, at) =>
          each(at, (row) => {
            const time = block.ats[row] ?? 0
            return filter.from <= time && time < filter.to
          })
      case 'text':
        return compileText(filter.text)
      case 'payload':
        // What nobody has looked into may pass, whichever way it is asked.
        return (_block, at) =>
          inPayload(filter.text, at) ?? new Uint8Array(at.to - at.from).fill(isNegated ? 0 : 1)
    }
  }
  return compile(filter, false)
}

/** The texts that a filter looks for inside payloads. */
export const payloadTextsOf = (filter: EventFilter): readonly string[] => {
  if (filter.kind === 'payload') return [filter.text]
  if (filter.kind === 'not') return payloadTextsOf(filter.of)
  if (filter.kind === 'all' || filter.kind === 'any') return filter.of.flatMap(payloadTextsOf)
  return []
}

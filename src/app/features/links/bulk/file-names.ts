/** What no file system takes in a name, and what would leave its folder. */
const forbidden = /[\\/:*?"<>|\p{Cc}\p{Cf}]+/gu
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/i
const longest = 80
/** File systems take 255 bytes for a name; a number and an ending come behind. */
const mostBytes = 180

/** As many whole characters as fit, as people see them: an accent is not cut from its letter, nor a flag in two. */
const shortened = (name: string): string => {
  const encoder = new TextEncoder()
  let [short, bytes, characters] = ['', 0, 0]
  for (const { segment } of new Intl.Segmenter().segment(name)) {
    bytes += encoder.encode(segment).length
    characters += 1
    if (bytes > mostBytes || characters > longest) break
    short += segment
  }
  return short
}

/** A file's name of words somebody wrote; '' if nothing is left of them. */
const cleaned = (words: string): string => {
  const whole = words.replace(forbidden, ' ').replace(/\s+/g, ' ')
  const name = (whole.length > mostBytes / 3 ? shortened(whole) : whole).replace(/^[\s.]+|[\s.]+$/g, '')
  return reserved.test(name) ? `${name}_` : name
}

/** Gives each row a name no other has, whatever the case; a row without a label is called by its number. */
export const createFileNamer = (): ((label: string, row: number) => string) => {
  const taken = new Map<string, number>()
  const isFree = (name: string) => !taken.has(name.toLowerCase())
  return (label, row) => {
    const base = cleaned(label) || `row ${String(row).padStart(5, '0')}`
    let name = base
    for (let copy = taken.get(base.toLowerCase()) ?? 1; !isFree(name);) {
      copy += 1
      name = `${base} (${copy})`
      taken.set(base.toLowerCase(), copy)
    }
    taken.set(name.toLowerCase(), 1)
    return name
  }
}

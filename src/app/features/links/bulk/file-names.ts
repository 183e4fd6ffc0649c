/** What no file system takes in a name, and what would leave its folder. */
const forbidden = /[\\/:*?"<>|\p{Cc}\p{Cf}]+/gu
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/i
const longest = 80

/** A file's name of words somebody wrote; '' if nothing is left of them. */
const cleaned = (words: string): string => {
  const name = [...words.replace(forbidden, ' ').replace(/\s+/g, ' ')]
    .slice(0, longest)
    .join('')
    .replace(/^[\s.]+|[\s.]+$/g, '')
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

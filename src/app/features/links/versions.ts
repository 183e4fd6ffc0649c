/** One field of two versions, as people read it. */
export type Difference = { readonly field: string; readonly mine: string; readonly theirs: string }

/** A field of what two people may change at once. */
export type VersionField<T> = {
  readonly name: string
  readonly read: (of: T) => string
  /** The same with this field as `from` has it. */
  readonly take: (of: T, from: T) => T
}

/** The fields in which two versions differ. */
export const differencesOf = <T>(
  fields: readonly VersionField<T>[],
  mine: T,
  theirs: T,
): readonly Difference[] =>
  fields.flatMap(({ name, read }) => {
    const [here, there] = [read(mine), read(theirs)]
    return here === there ? [] : [{ field: name, mine: here, theirs: there }]
  })

/** `mine` with the named fields as `theirs` has them. */
export const mergeVersions = <T>(
  fields: readonly VersionField<T>[],
  { mine, theirs }: { readonly mine: T; readonly theirs: T },
  takeTheirs: ReadonlySet<string>,
): T =>
  fields.reduce((merged, { name, take }) => (takeTheirs.has(name) ? take(merged, theirs) : merged), mine)

/** Fields only the other has touched: there is nothing to choose, theirs is the newer. */
export const onlyTheirs = <T>(
  fields: readonly VersionField<T>[],
  { before, mine, theirs }: { readonly before: T; readonly mine: T; readonly theirs: T },
): ReadonlySet<string> => {
  const touched = new Set(differencesOf(fields, mine, before).map(({ field }) => field))
  const differing = differencesOf(fields, mine, theirs).map(({ field }) => field)
  return new Set(differing.filter((field) => !touched.has(field)))
}

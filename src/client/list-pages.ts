/** One page of a list; the last one may be empty, because the portal says "more" of every full page. */
export type Page<T> = { readonly items: readonly T[]; readonly hasNextPage: boolean }

/**
 * All items of a paged list. Asks for page after page by offset until one says it is the last, or is empty;
 * throws what `fetchPage` throws.
 */
export const listPages = async <T>(
  fetchPage: (offset: number) => Promise<Page<T>>,
): Promise<readonly T[]> => {
  const all: T[] = []
  for (;;) {
    const page = await fetchPage(all.length)
    all.push(...page.items)
    if (!page.hasNextPage || page.items.length === 0) return all
  }
}

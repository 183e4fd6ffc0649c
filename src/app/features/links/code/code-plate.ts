/** Where a logo's light plate lies, in modules from the code's own edge (its quiet zone not counted); always on whole modules. */
export const plateOf = (side: number, share: number) => {
  const wanted = Math.round(side * share)
  // A code's side is odd: an odd plate lies in the very middle.
  const size = Math.max(3, wanted % 2 === 1 ? wanted : wanted - 1)
  return { from: (side - size) / 2, size, picture: size - 1 }
}

/** The share of a code's area that is covered; past a tenth the level “high” has little left for dirt and blur. */
export const coverOf = (side: number, share: number): number => (plateOf(side, share).size / side) ** 2

export const mostCovered = 0.1

/** Codes up to this many modules a side are read from ten times their width; denser ones must be larger by as much. */
const usualSide = 25
const distanceFactor = 10
/** Smaller modules blur in print and in a phone's eye. */
const smallestModuleMm = 0.4

/** The narrowest print (mm, quiet zone and all) that is read from `distanceMm`: a tenth of the distance, more for a dense code. */
export const widthFor = ({
  distanceMm,
  side,
  quietZone,
}: {
  readonly distanceMm: number
  /** Modules a side, without the quiet zone. */
  readonly side: number
  readonly quietZone: number
}): number => {
  const moduleMm = Math.max(smallestModuleMm, distanceMm / distanceFactor / usualSide)
  return Math.ceil(moduleMm * (side + 2 * quietZone))
}

/** How far away (mm) a print of that width is read; 0 when its modules are too small for any. */
export const distanceOf = ({
  widthMm,
  side,
  quietZone,
}: {
  readonly widthMm: number
  readonly side: number
  readonly quietZone: number
}): number => {
  const moduleMm = widthMm / (side + 2 * quietZone)
  return moduleMm < smallestModuleMm ? 0 : Math.floor(moduleMm * distanceFactor * usualSide)
}

/** 1 to 40, from the modules a side. */
export const versionOf = (side: number): number => (side - 17) / 4

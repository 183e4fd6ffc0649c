/** Longer addresses are cut or refused somewhere: by mail programs, proxies and old servers. */
export const longestUrl = 2000
/** A code to scan holds no more than that at level M. */
export const longestScanned = 2331
/** What is longer is not taken apart at all: no server takes such an address, and reading it would take seconds. */
export const longestRead = 100_000

/** A click sends the context as a form, and PHP drops what is nested deeper than 64 levels there. */
export const deepest = 60

const [quote, backslash] = [34, 92]
const openers = new Set([91, 123])
const closers = new Set([93, 125])

/** Whether JSON is nested deeper than can arrive; looks at the text alone, so that no depth can overflow it. */
export const isTooDeep = (json: string): boolean => {
  let depth = 0
  let isText = false
  for (let at = 0; at < json.length; at += 1) {
    const unit = json.charCodeAt(at)
    if (isText && unit === backslash) at += 1
    else if (unit === quote) isText = !isText
    else if (!isText && closers.has(unit)) depth -= 1
    else if (!isText && openers.has(unit)) depth += 1
    if (depth > deepest) return true
  }
  return false
}

/** A context as it stands in a link; `tooDeep` is not parsed, and whoever walks through the value is safe. */
export const parseContext = (text: string): { readonly value: unknown } | 'noJson' | 'tooDeep' => {
  if (isTooDeep(text)) return 'tooDeep'
  try {
    return { value: JSON.parse(text) as unknown }
  } catch {
    return 'noJson'
  }
}

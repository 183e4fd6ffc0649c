const longest = 48
const stranger = /[^\p{L}\p{Mn}\p{Mc}\p{N} .@+\-_']|\p{DI}/gu
/** Marks belong to a letter before them; many languages need one or two, nobody three. */
const looseMarks = /(?<![\p{L}\p{M}\p{N}])\p{M}+/gu
const pileOfMarks = /(\p{M}{2})\p{M}+/gu
const email = /^[\p{L}\p{N}+\-_.']+@[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+$/u
/** A dot between two letters or digits is what messengers make links of. */
const linkingDot = /(?<=[\p{L}\p{M}\p{N}])\.(?=[\p{L}\p{N}])/gu
const secondAt = /(?<=@.*)@/gu

/**
 * Words of somebody outside, safe to stand in a chat message: letters with their marks, digits, space and `.@+-_'`, anything
 * else a middle dot, at most 48 characters, one line. One e-mail address stays as it is; everything else that a messenger
 * could make a link of loses its dots. No BB code can be written with what is left.
 */
export const foreignWords = (text: string): string => {
  const oneLine = text.normalize('NFC').replace(/\s+/gu, ' ').trim()
  const allowed = oneLine.replace(stranger, '·').replace(looseMarks, '·').replace(pileOfMarks, '$1')
  const characters = [...allowed]
  const cut = characters.length > longest ? `${characters.slice(0, longest - 1).join('')}·` : allowed
  if (email.test(cut) && !/^www\./iu.test(cut)) return cut
  return cut.replace(linkingDot, '·').replace(secondAt, '·')
}

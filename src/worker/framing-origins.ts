/** Hosts of the vendor's cloud; a self-hosted portal is named in `PORTAL_ORIGINS`. */
const cloudPortals = [
  'com',
  'eu',
  'de',
  'fr',
  'it',
  'pl',
  'es',
  'uk',
  'in',
  'jp',
  'cn',
  'id',
  'vn',
  'ru',
  'by',
  'kz',
  'tr',
]
  .map((zone) => `https://*.bitrix24.${zone}`)
  .concat('https://*.bitrix24.com.br', 'https://*.bitrix24.com.tr', 'https://*.bitrix24.mx')

/**
 * Who may show the console in an iframe: the connected portals and those the operator names. Before the first portal is
 * connected, and where none is named, the vendor's cloud, for the install page itself is shown in a portal.
 */
export const framingOrigins = (
  named: readonly string[] | undefined,
  connected: readonly string[],
): readonly string[] => {
  const others = named ?? (connected.length === 0 ? cloudPortals : [])
  return [...new Set([...connected, ...others])]
}

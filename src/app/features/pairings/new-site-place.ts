/** Where a new site is filled in; no site can have this id. */
export const newSitePlace = '~new'

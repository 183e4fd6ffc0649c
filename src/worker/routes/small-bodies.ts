import { limitBody } from './limit-body.ts'

/** What our own pages post is a few hundred bytes. */
export const smallBodies = limitBody({
  maxSize: 4096,
  onError: (c) => c.json({ error: 'too_large', error_description: 'The body is larger than 4 kB.' }, 413),
})

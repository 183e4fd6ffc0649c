import { showControls } from './show-controls.ts'

/** A name or text somebody else chose; whichever way it runs, it runs inside itself only. */
export const ForeignText = ({ text }: { readonly text: string }) => <bdi>{showControls(text)}</bdi>

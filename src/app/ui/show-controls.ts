/**
 * Characters that draw nothing but turn, hide or break the text around them: the bidirectional controls, the control
 * characters except tab and line ends.
 */
const controls =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

/** The text with such characters made visible as �, so that nobody's name can pose as another. */
export const showControls = (text: string): string => text.replace(controls, '\ufffd')

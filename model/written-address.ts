/** An address as people write one, dead ones ("hxxps", "[.]", "(.)") too. Longer than 2,000 characters it is none. */
const written = /\bh(?:tt|xx)ps?:\/\/(?:[^\s<>"'()[\]]|\[\.\]|\(\.\)){1,2000}/gi

const alive = (text: string): string =>
  text
    .replace(/^hxx/i, 'htt')
    .replace(/[[(]\.[\])]/g, '.')
    .replace(/[.,;:!?]+$/, '')

/** The addresses that stand in a text, made whole where they were written dead, and where each begins. */
export const writtenAddresses = (text: string): { address: string; at: number }[] =>
  [...text.matchAll(written)].map((match) => ({ address: alive(match[0]), at: match.index }))

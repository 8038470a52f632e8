import pc from 'picocolors'
import type { Piece } from './columns.ts'
import type { Marking } from './marks.ts'

export type Colors = ReturnType<typeof pc.createColors>

/** How an explanation is shown: with which colours (none: marks as brackets), and in how many columns. */
export interface Look {
  colors: Colors
  width: number
}

/** In colour where a person looks and nobody has forbidden it, or asked for it. What is kept is as wide as a ticket. */
export const lookAt = (interactive: boolean, color?: boolean): Look => ({
  colors: pc.createColors(color ?? (interactive && pc.isColorSupported)),
  width: Math.max(60, Math.min(process.stdout.columns ?? 100, 160)),
})

/** The colour of each field, in the post and in the table alike. */
const hues: Readonly<Record<string, (keyof Colors)[]>> = {
  intent: ['bold', 'magentaBright'],
  status: ['magenta'],
  victims: ['bold', 'redBright'],
  countries: ['red'],
  dataClasses: ['yellow'],
  records: ['bold', 'greenBright'],
  price: ['green'],
  contacts: ['bold', 'cyanBright'],
  payment: ['cyan'],
  escrow: ['blueBright'],
  sample: ['blueBright'],
  leakDate: ['bold', 'blueBright'],
  against: ['bold', 'redBright'],
  '…': ['dim'],
}

/** As it is. */
export const plainly = (text: string): string => text

/** Paints with the colour of a label's first word. */
export const painter =
  (colors: Colors) =>
  (label: string): Piece['paint'] => {
    const hue = (hues[label.split(' ')[0] ?? ''] ?? ['cyan']).map((name) => colors[name] as (text: string) => string)
    return (text) => hue.reduce((painted, paint) => paint(painted), text)
  }

/** In colour, the innermost field's own, underlined where several share the words; else brackets with their names. */
export const markingOf = ({ colors }: Look): Marking => {
  if (!colors.isColorSupported) return { paint: () => plainly, open: (labels) => `⟦${labels.join('+')}:`, close: '⟧' }
  const paintOf = painter(colors)
  return {
    paint: (labels) => {
      const innermost = labels.at(-1)
      if (innermost === undefined) return plainly
      const paint = paintOf(innermost)
      return labels.length > 1 ? (text) => colors.underline(paint(text)) : paint
    },
    open: () => '',
    close: '',
  }
}

import { z } from 'zod'

/** What alerts are written in, by ISO 639-1: English, Indonesian. */
export const Language = z.enum(['en', 'id'])
export type Language = z.infer<typeof Language>

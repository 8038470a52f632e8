/** Severity in the four steps by which it is named, coloured and handed to other systems. */
export type SeverityBand = 'critical' | 'high' | 'medium' | 'low'

/** The band of a severity from 0 to 100. */
export function bandOf(severity: number): SeverityBand {
  if (severity >= 80) return 'critical'
  if (severity >= 60) return 'high'
  return severity >= 40 ? 'medium' : 'low'
}

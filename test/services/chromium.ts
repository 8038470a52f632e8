import { findProgram, install } from './install.ts'
import type { Missing } from './server.ts'

/** The program that the tests render pages with: Debian's Chromium without a window, installed where it is missing. */
export async function findChromium(): Promise<{ path: string } | Missing> {
  const name = 'chromium-headless-shell'
  const missing = (await findProgram(name)) ? undefined : await install(name)
  const path = await findProgram(name)
  return path === undefined ? (missing ?? { missing: `${name} was installed and cannot be found` }) : { path }
}

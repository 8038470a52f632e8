import { victimReader } from '../markup/victims/victims.ts'
import type { Engine } from './engine.ts'

/** A list of names, each with the time that is left. */
const reader = victimReader('Leak site of countdowns', {
  layout: 'countdown',
  card: {},
  detail: {},
})

/** Leak site of countdowns. */
export const victimCountdown: Engine = {
  id: 'victim-countdown',
  name: 'Leak site of countdowns',
  type: 'leaksite',
  reads: 'names with the time that is left, as a script counts it (data-countdown and its like) or as it is shown',
  needs: '',
  start: 'http://leaks.example/timers',
  limits: 'a countdown that only a script fills in, from elsewhere, has no deadline',
  ...reader,
}

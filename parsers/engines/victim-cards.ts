import { victimReader } from '../markup/victims/victims.ts'
import type { Engine } from './engine.ts'

/** A grid of cards, as LockBit has it, and Medusa, 8Base and DragonForce in the classes of Bootstrap. */
const reader = victimReader('Leak site of cards', {
  layout: 'cards',
  card: {
    item: '.post-block',
    victim: '.post-title',
    status: '.post-timer-end',
    deadline: '.post-timer:not(.d-none)',
    updated: '.updated-post-date',
    drop: '.post-block .views, .post-block .post-views',
  },
  detail: { item: '.post-big', victim: '.post-big-title' },
})

/** Leak site of cards. */
export const victimCards: Engine = {
  id: 'victim-cards',
  name: 'Leak site of cards',
  type: 'leaksite',
  reads: 'cards with victim, website, country, size, price, status, deadline or countdown; the page of one victim',
  needs: '',
  start: 'http://leaks.example/',
  limits: 'a site that draws its cards by script shows nothing without it: look for the JSON behind it',
  ...reader,
}

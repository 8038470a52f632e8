import { expect, test } from 'vitest'
import { createPlan, type Plan } from '../../crawlers/plan.ts'
import type { Step } from '../../crawlers/step.ts'

const at = (path: string): string => `http://forum.example/${path}`
const step = (path: string, kind: Step['link']['kind'] = 'thread'): Step => ({ link: { url: at(path), kind } })
const extra = (path: string): Step => ({ ...step(path), isExtra: true })

/** Walks the plan to its end, `links` being what each page leads to. */
function walk(plan: Plan, links: Record<string, Step[]> = {}): string[] {
  const asked: string[] = []
  while (!plan.isEmpty()) {
    const planned = plan.next()
    if (!planned) break
    const path = planned.step.link.url.slice(at('').length)
    asked.push(path)
    plan.add(links[path] ?? [], planned)
  }
  return asked
}

test('what is extra comes last', () => {
  const plan = createPlan([step('index', 'board'), extra('old'), extra('older')], { pages: 10, pagesPerThread: 5 })
  expect(walk(plan, { index: [step('new')], new: [step('new-2', 'next')] })).toEqual([
    'index',
    'new',
    'new-2',
    'old',
    'older',
  ])
})

test('an extra page that a board leads to is read there, and the pages behind it too', () => {
  const plan = createPlan([step('index', 'board'), extra('old')], { pages: 10, pagesPerThread: 5 })
  const links = { index: [step('new'), step('old')], old: [step('old-2', 'next')] }
  expect(walk(plan, links)).toEqual(['index', 'new', 'old', 'old-2'])
})

test('its requests are kept for it, however much a board has', () => {
  const plan = createPlan([step('index', 'board'), extra('old')], { pages: 4, pagesPerThread: 5 })
  const many = Array.from({ length: 20 }, (_, number) => step(`new-${number}`))
  const asked: string[] = []
  for (let requests = 0; requests < 4; requests++) {
    const planned = plan.next()
    if (!planned) break
    asked.push(planned.step.link.url.slice(at('').length))
    if (requests === 0) plan.add(many, planned)
  }
  expect(asked).toEqual(['index', 'new-0', 'new-1', 'old'])
})

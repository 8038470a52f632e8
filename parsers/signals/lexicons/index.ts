import ar from './languages/ar.json' with { type: 'json' }
import en from './languages/en.json' with { type: 'json' }
import es from './languages/es.json' with { type: 'json' }
import id from './languages/id.json' with { type: 'json' }
import ms from './languages/ms.json' with { type: 'json' }
import pt from './languages/pt.json' with { type: 'json' }
import ru from './languages/ru.json' with { type: 'json' }
import tr from './languages/tr.json' with { type: 'json' }
import vi from './languages/vi.json' with { type: 'json' }
import zh from './languages/zh.json' with { type: 'json' }

/** The words of one language. In every list `word*` also takes longer words with that beginning, `=MM` only its capitals. */
export interface Language {
  /** Its English name. */
  language: string
  /** Where the words are from. */
  source: string
  /** Its commonest words in such posts, by which a text is known to be in it. */
  common?: string[]
  /** By the ids of cues.json: what speaks for an intent, for goods, or against an offer. */
  cues: Record<string, string[]>
  /** Nouns that make an offer's shapes: people, bodies and pieces of data, papers, wages, days (parsers/language/traces.ts). */
  nouns?: Record<string, string[]>
  /** Words that deny what stands right behind them: "no passwords", "bukan KPU". */
  denies?: string[]
  /** What a word of data does in its clause (parsers/language/roles.ts). */
  roles?: Record<string, string[]>
  /** That a middleman may hold the money. */
  escrow?: string[]
  /** That a proof is shown or offered. */
  sample?: string[]
  /** Details of the goods: what makes them fresh, old or exclusive, and what stands before their columns. */
  details?: Record<string, string[]>
  /** Kinds of file, by the names of the model; under `none` what only looks like one. */
  formats?: Record<string, string[]>
  /** Means of payment, by the names of the model. */
  payment?: Record<string, string[]>
  /** Words of an offer that name nothing. */
  fillers?: string[]
  /** Phrases that only look like a class of data: "name of this forum". */
  notClasses?: string[]
}

/** To add a language: one file, one line here. */
export const languages: readonly Language[] = [id, en, ru, zh, pt, es, vi, ms, ar, tr]

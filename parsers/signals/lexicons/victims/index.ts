import africaMiddleEast from './africa-middle-east.json' with { type: 'json' }
import americas from './americas.json' with { type: 'json' }
import asia from './asia.json' with { type: 'json' }
import europe from './europe.json' with { type: 'json' }
import idFinance from './id-finance.json' with { type: 'json' }
import idGovernment from './id-government.json' with { type: 'json' }
import idHealthEducation from './id-health-education.json' with { type: 'json' }
import idRegions from './id-regions.json' with { type: 'json' }
import idTelecomCommerce from './id-telecom-commerce.json' with { type: 'json' }
import worldServices from './world-services.json' with { type: 'json' }

/** An organisation that data may be taken from. */
export interface Victim {
  /** The short name that most people use; a post need not write it so. */
  name: string
  /** Abbreviations, nicknames, misspellings, names in other scripts, domains; `word*` takes endings, `=Word` only these capitals. */
  aliases: readonly string[]
  /** Whose people a leak of it touches, as an ISO 3166-1 alpha-2 code; services of the whole world have none. */
  country?: string | undefined
  /** Ordinary words that name it only where people or accounts are said to be its own ("nasabah mandiri"). */
  loose?: readonly string[]
  /** `false` where the name is an ordinary word ("Mango"), which names the organisation only in one of its aliases. */
  alone?: boolean
}

/** The organisations of one region or sector. */
export interface Gazetteer {
  /** Where the names are from. */
  source: string
  /** Names that are ordinary words too ("target"): they count in capitals, and longer ones with a capital first. */
  capitals: readonly string[]
  victims: readonly Victim[]
}

/** To add a region or a sector: one file, one line here. Of two organisations of one name the earlier file's is meant. */
export const gazetteers: readonly Gazetteer[] = [
  idGovernment,
  idRegions,
  idFinance,
  idTelecomCommerce,
  idHealthEducation,
  worldServices,
  asia,
  europe,
  americas,
  africaMiddleEast,
]

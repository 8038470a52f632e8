// A service that dies at a chosen moment, as if by `kill -9`: service.ts CONFIG [MOMENT]
//   kept        a page's evidence is on the disk, and its row is not written
//   committed   an alert's rows are written, and nothing has been put into the queue
//   claimed     a delivery is claimed, and its channel has not been asked
//   answered    the receiver has answered 2xx, and that is not written down
// It runs with the environment's servers, like `pantau up`.
import { loadConfig } from '../../../app/config-file.ts'
import { readEnvironment } from '../../../app/environment.ts'
import { openHouse } from '../../../app/house.ts'
import { createLog } from '../../../app/log.ts'
import { serve } from '../../../app/service.ts'

const [file = '', moment] = process.argv.slice(2)
const environment = readEnvironment()
const loaded = await loadConfig(file, environment.variable, environment.dataFolder)
const house = await openHouse(loaded, environment, createLog(environment.logLevel))

const die = async (): Promise<never> => {
  process.kill(process.pid, 'SIGKILL')
  return new Promise(() => {}) // the signal is on its way
}
const { dispatch } = house.line
const { vault } = house.line.evidence
const { write } = vault
if (moment === 'kept') vault.write = async (...page) => write(...page).then(die)
if (moment === 'committed') house.line.dispatch = async (ids) => (ids.length > 0 ? die() : dispatch(ids))
for (const channel of house.mailroom.channels.values()) {
  const { send } = channel
  if (moment === 'claimed') channel.send = die
  if (moment === 'answered')
    channel.send = async (parcel) => {
      await send(parcel)
      return die()
    }
}
process.on('SIGTERM', () => void house.close({ graceMs: 1_000 }).then(() => process.exit(0)))
await serve(
  house,
  environment.worker,
  { schedule: true, renewalMs: 500 },
  { onVisit: (visit) => process.send?.({ visit }) },
)

// A service that dies at a chosen moment, as if by `kill -9`: node service.mjs CONFIG [MOMENT]
//   committed   an alert's rows are written, and nothing has been put into the queue
//   claimed     a delivery is claimed, and its channel has not been asked
//   answered    the receiver has answered 2xx, and that is not written down
// It runs what the build made of the sources, with the environment's servers, like `pantau up`.
import { loadConfig } from '../../../dist/app/config-file.js'
import { readEnvironment } from '../../../dist/app/environment.js'
import { openHouse } from '../../../dist/app/house.js'
import { createLog } from '../../../dist/app/log.js'
import { serve } from '../../../dist/app/service.js'

const [file, moment] = process.argv.slice(2)
const environment = readEnvironment()
const house = await openHouse(
  await loadConfig(file, environment.variable),
  environment,
  createLog(environment.logLevel),
)
const die = () => process.kill(process.pid, 'SIGKILL')

if (moment === 'committed') house.line.dispatch = async (ids) => ids.length > 0 && die()
for (const channel of house.post.channels.values()) {
  const { send } = channel
  if (moment === 'claimed') channel.send = async () => die()
  if (moment === 'answered')
    channel.send = async (parcel) => {
      await send(parcel)
      die()
    }
}
process.on('SIGTERM', () => house.close({ graceMs: 1_000 }).then(() => process.exit(0)))
await serve(house, environment.worker, { schedule: true }, { onVisit: (visit) => process.send?.({ visit }) })
process.send?.({ serving: true })

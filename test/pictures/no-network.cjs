// `node --require …/no-network.cjs program`: whatever in the process, or in a thread of it, looks a name up or opens a
// connection is told of on standard output, and gets none. Threads load what is required, and not what is imported.
const dns = require('node:dns')
const { writeSync } = require('node:fs')
const { syncBuiltinESMExports } = require('node:module')
const { Socket } = require('node:net')

const caught = (what) => () => {
  writeSync(1, `NETWORK ${what}\n`)
  throw new Error(`no ${what} here`)
}
Socket.prototype.connect = caught('connect')
for (const one of [dns, dns.promises]) for (const name of ['lookup', 'resolve']) one[name] = caught(name)
globalThis.fetch = caught('fetch')
syncBuiltinESMExports()

import { connect } from 'node:net'
import { Worker } from 'node:worker_threads'
import { createPictureReader } from '../../pictures/reader.ts'
import { picture } from './pictures.ts'

// Reads a picture where there is no network; with `trap`, tries the network instead, from a thread.

if (process.argv[2] === 'trap') {
  const tries = `try { fetch('http://127.0.0.1:9') } catch {}`
  new Worker(tries, { eval: true, env: {} }).on('exit', () => {
    try {
      connect(9, '127.0.0.1')
    } catch {
      process.stdout.write('both were tried\n')
    }
  })
} else {
  const reader = createPictureReader()
  const { text } = await reader.read(await picture('ad.jpg'))
  process.stdout.write(`${text}\n`)
  await reader.close()
}

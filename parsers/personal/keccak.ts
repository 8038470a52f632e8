// Keccak-f[1600] on 32-bit halves of its 64-bit lanes (Bertoni et al., The Keccak reference, 2011). Node's SHA3-256 pads
// otherwise than the coins do, which took Keccak before it was a standard.

const lanes = 25
const rate = 136

/** Round constants, made by the standard's own shift register, as pairs of low and high half. */
const constants = ((): Int32Array => {
  const made = new Int32Array(48)
  let register = 1
  for (let round = 0; round < 24; round++)
    for (let step = 0; step < 7; step++) {
      const place = (1 << step) - 1
      if (register & 1) made[round * 2 + (place >> 5)] = (made[round * 2 + (place >> 5)] ?? 0) | (1 << (place & 31))
      register = register & 0x80 ? ((register << 1) & 0xff) ^ 0x71 : register << 1
    }
  return made
})()

/** For each lane in the order of rho and pi: where it goes, and by how many bits it turns. */
const moves = ((): [number, number][] => {
  const made: [number, number][] = []
  let [x, y] = [1, 0]
  for (let step = 1; step <= 24; step++) {
    ;[x, y] = [y, (2 * x + 3 * y) % 5]
    made.push([x + 5 * y, ((step * (step + 1)) / 2) % 64])
  }
  return made
})()

const at = (state: Int32Array, place: number): number => state[place] ?? 0
const turn = (one: number, other: number, by: number): number => (by === 0 ? one : (one << by) | (other >>> (32 - by)))

/** A lane turned left by some bits, as its low and high half. */
function turned(low: number, high: number, by: number): [number, number] {
  const [one, other] = by < 32 ? [low, high] : [high, low]
  return [turn(one, other, by % 32), turn(other, one, by % 32)]
}

function permute(state: Int32Array): void {
  const parity = new Int32Array(10)
  const row = new Int32Array(10)
  for (let round = 0; round < 24; round++) {
    for (let half = 0; half < 10; half++) {
      parity[half] = 0
      for (let y = 0; y < 5; y++) parity[half] = at(parity, half) ^ at(state, half + 10 * y)
    }
    for (let x = 0; x < 5; x++) {
      const next = 2 * ((x + 1) % 5)
      const [low, high] = turned(at(parity, next), at(parity, next + 1), 1)
      for (let y = 0; y < 5; y++) {
        const lane = 2 * (x + 5 * y)
        state[lane] = at(state, lane) ^ at(parity, 2 * ((x + 4) % 5)) ^ low
        state[lane + 1] = at(state, lane + 1) ^ at(parity, 2 * ((x + 4) % 5) + 1) ^ high
      }
    }
    let [low, high] = [at(state, 2), at(state, 3)]
    for (const [to, by] of moves) {
      const [nextLow, nextHigh] = [at(state, 2 * to), at(state, 2 * to + 1)]
      ;[state[2 * to], state[2 * to + 1]] = turned(low, high, by)
      ;[low, high] = [nextLow, nextHigh]
    }
    for (let y = 0; y < 5; y++) {
      row.set(state.subarray(10 * y, 10 * y + 10))
      for (let half = 0; half < 10; half++)
        state[10 * y + half] = at(row, half) ^ (~at(row, (half + 2) % 10) & at(row, (half + 4) % 10))
    }
    state[0] = at(state, 0) ^ at(constants, 2 * round)
    state[1] = at(state, 1) ^ at(constants, 2 * round + 1)
  }
}

/** Keccak-256 as Ethereum and Monero use it: 32 bytes. */
export function keccak256(message: Uint8Array): Buffer {
  const state = new Int32Array(lanes * 2)
  const bytes = Buffer.alloc(Math.ceil((message.length + 1) / rate) * rate)
  bytes.set(message)
  bytes[message.length] = 0x01
  bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) | 0x80
  for (let block = 0; block < bytes.length; block += rate) {
    for (let word = 0; word < rate / 4; word++) state[word] = at(state, word) ^ bytes.readInt32LE(block + word * 4)
    permute(state)
  }
  const out = Buffer.alloc(32)
  for (let word = 0; word < 8; word++) out.writeInt32LE(at(state, word), word * 4)
  return out
}

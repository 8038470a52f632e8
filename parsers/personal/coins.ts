import { createHash } from 'node:crypto'
import { keccak256 } from './keccak.ts'

/** A coin by the form of its addresses. Anything of Ethereum's form may hold ETH or a token such as USDT, and so for TRON. */
export type Coin = 'BTC' | 'LTC' | 'DOGE' | 'ETH' | 'TRX' | 'XMR'

const base58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
const bech32 = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'

/** A number in base 58 as so many bytes; `null` where it needs more or holds a sign of no base 58. */
function fromBase58(written: string, length: number): Buffer | null {
  const bytes = Buffer.alloc(length)
  for (const sign of written) {
    let carry = base58.indexOf(sign)
    if (carry < 0) return null
    for (let place = length - 1; place >= 0; place--) {
      carry += (bytes[place] ?? 0) * 58
      bytes[place] = carry & 0xff
      carry >>= 8
    }
    if (carry > 0) return null
  }
  return bytes
}

const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest()

/** Versions of Base58Check addresses: the byte before the hash (Bitcoin Core's chainparams and its descendants'). */
const versions = new Map<number, Coin>([
  [0x00, 'BTC'],
  [0x05, 'BTC'],
  [0x30, 'LTC'],
  [0x32, 'LTC'],
  [0x1e, 'DOGE'],
  [0x41, 'TRX'],
])

function base58Check(written: string): Coin | null {
  const bytes = fromBase58(written, 25)
  if (bytes === null) return null
  const coin = versions.get(bytes[0] ?? -1)
  if (coin === undefined) return null
  return sha256(sha256(bytes.subarray(0, 21)))
    .subarray(0, 4)
    .equals(bytes.subarray(21))
    ? coin
    : null
}

const generators = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3]

/** The checksum of segwit addresses, of BIP 173 (version 0) and BIP 350 (later versions). */
function segwit(written: string): Coin | null {
  const plain = written.toLowerCase()
  if (written !== plain && written !== written.toUpperCase()) return null
  const prefix = plain.slice(0, plain.lastIndexOf('1'))
  const values = [...plain.slice(prefix.length + 1)].map((sign) => bech32.indexOf(sign))
  if (values.includes(-1)) return null
  const codes = [...prefix].map((letter) => letter.charCodeAt(0))
  let check = 1
  for (const value of [...codes.map((code) => code >> 5), 0, ...codes.map((code) => code & 31), ...values]) {
    const top = check >>> 25
    check = ((check & 0x1ffffff) << 5) ^ value
    generators.forEach((generator, bit) => {
      if ((top >>> bit) & 1) check ^= generator
    })
  }
  if (check !== (values[0] === 0 ? 1 : 0x2bc830a3)) return null
  return prefix === 'ltc' ? 'LTC' : 'BTC'
}

/** In letters of both cases, the case of each is a checksum (EIP-55); in one case there is none. */
function isEthereum(written: string): boolean {
  const digits = written.slice(2)
  const plain = digits.toLowerCase()
  if (digits === plain || digits === digits.toUpperCase()) return true
  const hash = keccak256(Buffer.from(plain, 'latin1')).toString('hex')
  return [...digits].every((sign, place) => !/[a-z]/i.test(sign) || /[A-Z]/.test(sign) === (hash[place] ?? '') > '7')
}

/** Eleven signs are eight bytes, and the seven at the end five: a network's byte, two keys, and a hash of them all. */
function isMonero(written: string): boolean {
  const blocks = written.match(/.{1,11}/g) ?? []
  const parts = blocks.map((block) => fromBase58(block, block.length === 11 ? 8 : block.length === 7 ? 5 : 1))
  if (parts.includes(null)) return false
  const bytes = Buffer.concat(parts.filter((part) => part !== null))
  if (![0x12, 0x13, 0x2a].includes(bytes[0] ?? -1)) return false
  return keccak256(bytes.subarray(0, -4)).subarray(0, 4).equals(bytes.subarray(-4))
}

/** Whose coin an address is for, its checksum proven; `null` where it is no address. */
export function coinOf(written: string): Coin | null {
  if (/^0x[0-9a-f]{40}$/i.test(written)) return isEthereum(written) ? 'ETH' : null
  if (/^(?:bc1|ltc1)[02-9ac-hj-np-z]{11,87}$/i.test(written)) return segwit(written)
  if (/^[48][1-9A-HJ-NP-Za-km-z]{94}(?:[1-9A-HJ-NP-Za-km-z]{11})?$/.test(written))
    return isMonero(written) ? 'XMR' : null
  if (/^[13LMDT][1-9A-HJ-NP-Za-km-z]{25,34}$/.test(written)) return base58Check(written)
  return null
}

import { describe, expect, test } from 'vitest'
import { createPostReader } from '../../parsers/read.ts'

const read = createPostReader()
const offer = 'Selling database of 100k customers: name, phone, address. Price 500.\n'
const paymentOf = (words: string): string[] => {
  const signal = read({ title: '', text: offer + words, author: null, type: 'forum' })
  if (!signal) throw new Error(`no signal: ${words}`)
  return signal.payment
}

describe('what the seller takes', () => {
  test.each([
    ['BTC or Monero only', ['BTC', 'XMR']],
    ['usdt trc20', ['USDT']],
    ['asking 2000usdt', ['USDT']],
    ['0.5 eth', ['ETH']],
    ['LTC / paypal f&f', ['LTC', 'paypal']],
    ['bayar dana/gopay/ovo', ['dana', 'gopay', 'ovo']],
    ['pembayaran qris aja', ['qris']],
    ['tf bca', ['bank']],
    ['BCA atau OVO', ['bank', 'ovo']],
    ['terima shopeepay', ['shopeepay']],
    ['R$ 3.500 no pix', ['bank']],
    ['Оплата: Сбер, биткоин', ['BTC', 'bank']],
    ['Acepto transferencia bancaria', ['bank']],
    ['只收USDT', ['USDT']],
    ['一包800U 不拆', ['USDT']],
    ['U结', ['USDT']],
    ['Ck ngân hàng', ['bank']],
    ['Плачу на карту Сбера', ['bank']],
    ['bank in Maybank', ['bank']],
    ['الدفع بيتكوين', ['BTC']],
    ['Nhận bank hoặc USDT', ['USDT', 'bank']],
    ['прием в биткоине и тезере', ['BTC', 'USDT']],
    ['venmo and paypal not accepted. btc', ['BTC']],
  ])('%s', (words, means) => {
    expect(paymentOf(words)).toEqual(means)
  })
})

describe('what only sounds like it', () => {
  test.each([
    'no btc',
    'saldo dana utuh',
    'buat verif dana',
    'crypto only',
    'COD bisa',
    'ga terima transfer',
    'paypal no.',
  ])('%s', (words) => {
    expect(paymentOf(words)).toEqual([])
  })
})

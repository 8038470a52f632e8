import type { Hit, Reader } from '../../signals/field.ts'

// Accounts of a named service that are sold, one by one or by the dozen: what is told of them is no column of a table.

const accountAhead =
  /(?:akun|accounts?|accs?|logins?|log|аккаунт\p{L}{0,3}|акк\p{L}{0,2}|учетк\p{L}|contas?|cuentas?|tai khoan|account|账号|帐号|hesap|via) (?:\p{L}{1,10} ){0,2}$/u
const accountBehind =
  /^[,:]? (?:\p{L}{1,10} ){0,2}(?:accounts?|accs?|logins?|logs|akun|аккаунт\p{L}{0,3}|учетк\p{L}|hesap)(?!\p{L})/u

/** Where accounts of a service are named. */
export const accountsSold = (reader: Reader): Hit | undefined =>
  reader.of('victims').find(({ part, start, end }) => {
    const text = reader[part]
    return (
      accountAhead.test(text.slice(Math.max(0, start - 36), start)) || accountBehind.test(text.slice(end, end + 36))
    )
  })

/** A price for each: "250k/akun", "150 ribu seakun", "90 руб/шт", "$4 each". */
const apiece =
  /\d ?(?:k|rb|ribu|\$|usd|руб|р|₽|rm|usdt|u|元|đ|d|r\$)? ?(?:\/ ?|per |за |se|por |cada |mỗi )(?:1 )?(?:akun|acc|account|pcs|pc|biji|шт|штуку|аккаунт|акк|conta|cuenta|个|tk|acc|unidad|unidade|piece|each)|(?:\d|\$) ?(?:each|a piece|apiece|cada|шт)(?!\p{L})/u

/** Whether the post sells by the piece. */
export const isApiece = ({ title, text }: Reader): boolean => apiece.test(title) || apiece.test(text.slice(0, 2_000))

/** What is said of a subscription that somebody else pays for. */
const subscription =
  /(?<![a-z])(?:premium|prem|warranty|garansi|cracked|replace\p{L}{0,5}|lifetime|profiles?|4k|uhd|2fa|owner|full access)(?![a-z])/u

/** Whether the post speaks of subscriptions. */
export const isSubscription = ({ text }: Reader): boolean => subscription.test(text.slice(0, 2_000))

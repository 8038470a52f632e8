import type { Message } from '../../model/alert.ts'

const evil = [
  '<!channel> <!here> <@U0000001> @everyone *bold* _it_ `code` :skull: &lt;!channel&gt; &amp; <#C01|general>',
  '<https://evil.example/login|https://bank.example> [click](https://evil.example) http://evil.example',
  '</td></table><script>alert(1)</script><img src=x onerror=alert(1)><a href="javascript:alert(1)">x</a>',
  '\r\nBcc: victim@evil.example\r\nX-Injected: yes\r\n\r\n<html>',
  '``` ~~~ /start #leak $BTC @channel @all <@123> <@&1> <t:0> ||spoiler|| a|b=c\\ {{DATE(2021)}} <!subteam^S1>',
  '\u202egnp.exe\u2066\u200b\u200f \u001b[31mred\u001b[0m \u001b]0;title\u0007 \u0000\u0008\u009b31m \ud800',
].join(' ')

/** What no composer of ours would make: every text hostile, several huge. */
export const hostileMessage = (message: Message): Message => ({
  ...message,
  subject: evil + '<'.repeat(100_000),
  facts: Array.from({ length: 200 }, () => ({ label: evil, value: evil.repeat(20) })),
  excerpt: `${evil}\n`.repeat(500),
  reasons: Array.from({ length: 200 }, () => evil),
  next: Array.from({ length: 200 }, () => evil),
  link: `https://evil.example/${evil}`,
  source: `https://evil.example/${evil}`,
  evidence: evil,
})

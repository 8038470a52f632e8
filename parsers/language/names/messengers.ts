/** Services by which one is reached: they are named in every ad, and rarely its victim. */
export const socialApps: ReadonlySet<string> = new Set(['Telegram', 'Discord', 'WhatsApp', 'WeChat', 'QQ', 'Signal'])

/** Providers of mail, whose addresses fill every list of logins. */
export const mailProviders: ReadonlySet<string> = new Set([
  'Gmail',
  'Yahoo',
  'Hotmail',
  'Outlook',
  'AOL',
  'GMX',
  'ProtonMail',
  'Proton',
  'Mail.ru',
  'Yandex',
])

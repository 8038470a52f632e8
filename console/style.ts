import { createHash } from 'node:crypto'

/** For a phone at night first: one column, targets of 48 pixels, dark where the reader's device is. */
export const style = `
:root{color-scheme:light dark;--ground:#f4f6f8;--card:#fff;--line:#dfe5ec;--text:#0f172a;--soft:#51607a;--field:#fff;--primary:#1d4ed8;--onPrimary:#fff;--quiet:#eef2f7;--warn:#fef3c7;--onWarn:#78350f}
@media (prefers-color-scheme:dark){:root{--ground:#0b0f16;--card:#131a24;--line:#273244;--text:#e6ebf2;--soft:#98a6bb;--field:#0d131c;--primary:#3b82f6;--onPrimary:#06101f;--quiet:#1c2635;--warn:#3a2c0a;--onWarn:#fcd34d}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--text);font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;-webkit-text-size-adjust:100%}
main{max-width:720px;margin:0 auto;padding:12px 12px 40px}
h1{font-size:21px;line-height:1.3;margin:10px 0 6px;overflow-wrap:anywhere}
h2{font-size:13px;letter-spacing:.04em;text-transform:uppercase;color:var(--soft);margin:0 0 8px}
section,header,.notice{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:14px 16px;margin-top:12px}
p{margin:0 0 8px}p:last-child{margin:0}
.badges{display:flex;flex-wrap:wrap;gap:6px}
.badge{font-size:13px;font-weight:600;line-height:1;padding:6px 9px;border-radius:999px;background:var(--quiet)}
.critical{background:#b42318;color:#fff}.high{background:#c2410c;color:#fff}.medium{background:#fde68a;color:#5f370e}.low{background:#e2e8f0;color:#334155}
.tlp{background:#000;color:#fff}.tlp.GREEN{color:#33ff00}.tlp.AMBER{color:#ffc000}.tlp.RED{color:#ff2b2b}
.soft{color:var(--soft)}
.notice{background:var(--warn);color:var(--onWarn);border-color:transparent}
label{display:block;font-size:14px;color:var(--soft)}
input,select{display:block;width:100%;min-height:48px;margin-top:4px;padding:10px 12px;font:inherit;color:var(--text);background:var(--field);border:1px solid var(--line);border-radius:10px}
button{min-height:48px;padding:10px 16px;font:inherit;font-weight:600;color:var(--text);background:var(--quiet);border:1px solid var(--line);border-radius:10px;cursor:pointer}
button.primary{width:100%;min-height:56px;font-size:18px;color:var(--onPrimary);background:var(--primary);border-color:transparent}
input:focus-visible,select:focus-visible,button:focus-visible{outline:3px solid var(--primary);outline-offset:2px}
form{display:grid;gap:12px}
.row{display:grid;grid-template-columns:1fr auto;gap:8px;align-items:end}
.row button{min-width:128px}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:8px}
dl{margin:0;display:grid;grid-template-columns:minmax(84px,128px) 1fr;gap:0 12px;font-size:15px}
dt,dd{padding:6px 0;margin:0;border-top:1px solid var(--line)}dt{color:var(--soft)}
dd,li,blockquote,code{overflow-wrap:anywhere;min-width:0}
dt:first-of-type,dd:first-of-type{border-top:0}
ol,ul{margin:0;padding-left:20px}li+li{margin-top:4px}
blockquote{margin:0;padding-left:12px;border-left:3px solid var(--line);white-space:pre-wrap}
code{font:13px/1.5 ui-monospace,Consolas,'Liberation Mono',Menlo,monospace}
footer{margin-top:16px;font-size:13px;color:var(--soft);text-align:center}
@media (max-width:420px){.row button{min-width:112px}dl{grid-template-columns:96px 1fr;font-size:14px}main{padding:8px 8px 32px}section,header,.notice{padding:12px}}
`

/** By which the browser knows that style, and takes no other: no page of ours has anything else in it that acts. */
export const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ')

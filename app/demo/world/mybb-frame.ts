import { randomBytes } from 'node:crypto'
import { mybbClock } from './mybb-dates.ts'
import { escapeHtml } from './serve.ts'

// The parts that every page of MyBB 1.8 shares, in the structure of its default theme for a guest.

export const boardName = 'Pasar Praktik'

interface Frame {
  template: string
  base: string
  title: string
  /** The way to the page, outermost first; the last one is where we are. */
  trail: readonly { name: string; href?: string }[]
  content: string
  now: Date
}

/** A whole page around its content. Every page carries a fresh key for forms, so that no two answers are equal. */
export function frame({ template, base, title, trail, content, now }: Frame): string {
  const key = randomBytes(16).toString('hex')
  return `<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd"><!-- start: ${template} -->
<html xml:lang="en" lang="en" xmlns="http://www.w3.org/1999/xhtml">
<head>
<title>${title}</title>
<!-- start: headerinclude -->
<link rel="alternate" type="application/rss+xml" title="Latest Threads (RSS 2.0)" href="${base}/syndication.php" />
<meta http-equiv="Content-Type" content="text/html; charset=UTF-8" />
<script type="text/javascript" src="${base}/jscripts/jquery.js?ver=1823"></script>
<script type="text/javascript" src="${base}/jscripts/general.js?ver=1827"></script>
<link type="text/css" rel="stylesheet" href="${base}/cache/themes/theme1/global.css?t=1620000000" />
<script type="text/javascript">
<!--
	var use_xmlhttprequest = "1";
	var my_post_key = "${key}";
	var rootpath = "${base}";
	var imagepath = "${base}/images";
	var modal_zindex = 9999;
// -->
</script>
<!-- end: headerinclude -->
</head>
<body>
<!-- start: header -->
<div id="container">
		<a name="top" id="top"></a>
		<div id="header">
			<div id="logo">
				<div class="wrapper">
					<a href="${base}/index.php"><img src="${base}/images/logo.png" alt="${boardName}" title="${boardName}" /></a>
					<ul class="menu top_links">
						<!-- start: header_menu_search -->
<li><a href="${base}/search.php" class="search">Search</a></li>
<!-- end: header_menu_search -->
						<!-- start: header_menu_memberlist -->
<li><a href="${base}/memberlist.php" class="memberlist">Member List</a></li>
<!-- end: header_menu_memberlist -->
						<li><a href="${base}/misc.php?action=help" class="help">Help</a></li>
					</ul>
				</div>
			</div>
			<div id="panel">
				<div class="upper">
					<div class="wrapper">
						<!-- start: header_welcomeblock_guest -->
						<span class="welcome">Hello There, Guest! <a href="${base}/member.php?action=login" class="login">Login</a> <a href="${base}/member.php?action=register" class="register">Register</a></span>
					</div>
				</div>
				<div class="modal" id="quick_login" style="display: none;">
					<form method="post" action="${base}/member.php">
						<input name="action" type="hidden" value="do_login" />
						<input name="my_post_key" type="hidden" value="${key}" />
						<table width="100%" cellspacing="0" cellpadding="5" border="0" class="tborder">
							<tr><td class="thead" colspan="2"><strong>Login</strong></td></tr>
							<tr>
	<td class="trow1" width="25%"><strong>Username:</strong></td>
	<td class="trow1"><input name="quick_username" id="quick_login_username" type="text" value="" class="textbox initial_focus" /></td>
</tr>
<tr>
	<td class="trow2"><strong>Password:</strong></td>
	<td class="trow2"><input name="quick_password" id="quick_login_password" type="password" value="" class="textbox" /></td>
</tr>
						</table>
					</form>
				</div>
<!-- end: header_welcomeblock_guest -->
			</div>
		</div>
		<div id="content">
			<div class="wrapper">
				<!-- start: nav -->

<div class="navigation">
${navigation(base, trail)}
</div>
<!-- end: nav -->
				<br />
<!-- end: header -->
${content}
<!-- start: footer -->

	</div>
</div>
<div id="footer">
	<div class="upper">
		<div class="wrapper">
			<ul class="menu bottom_links">
				<!-- start: footer_showteamlink -->
<li><a href="showteam.php">Forum Team</a></li>
<!-- end: footer_showteamlink -->
				<li><a href="#top">Return to Top</a></li>
				<li><a href="${base}/archive/index.php">Lite (Archive) Mode</a></li>
				<li><a href="${base}/misc.php?action=markread">Mark all forums read</a></li>
				<li><a href="${base}/misc.php?action=syndication">RSS Syndication</a></li>
			</ul>
		</div>
	</div>
	<div class="lower">
		<div class="wrapper">
			<span id="current_time"><strong>Current time:</strong> ${mybbClock(now)}</span>
			<span id="copyright">
				Powered By <a href="https://mybb.com" target="_blank" rel="noopener">MyBB</a>, &copy; 2002-${now.getUTCFullYear()} <a href="https://mybb.com" target="_blank" rel="noopener">MyBB Group</a>.
			</span>
		</div>
	</div>
</div>
</div>
<!-- end: footer -->
</body>
</html>
<!-- end: ${template} -->`
}

function navigation(base: string, trail: Frame['trail']): string {
  const before = trail.slice(0, -1).map(
    ({ name, href }) => `<!-- start: nav_bit -->
<a href="${href ?? `${base}/index.php`}">${escapeHtml(name)}</a>
<!-- end: nav_bit -->`,
  )
  return `${before.join('<!-- start: nav_sep -->\n&rsaquo;\n<!-- end: nav_sep -->')}<!-- start: nav_bit_active -->
<span class="active">${escapeHtml(trail.at(-1)?.name ?? '')}</span>
<!-- end: nav_bit_active -->`
}

/** The page numbers of a board or thread. `address` is the first page's; MyBB puts `&amp;page=N` behind it. */
export function pagination(address: string, page: number, pages: number): string {
  if (pages < 2) return ''
  const to = (number: number): string => (number === 1 ? address : `${address}&amp;page=${number}`)
  const numbers = Array.from({ length: pages }, (_, index) => index + 1).map((number) =>
    number === page
      ? `<!-- start: multipage_page_current -->\n <span class="pagination_current">${number}</span>\n<!-- end: multipage_page_current -->`
      : `<!-- start: multipage_page -->\n<a href="${to(number)}" class="pagination_page">${number}</a>\n<!-- end: multipage_page -->`,
  )
  const previous =
    page > 1
      ? `<!-- start: multipage_prevpage -->\n<a href="${to(page - 1)}" class="pagination_previous">&laquo; Previous</a>\n<!-- end: multipage_prevpage -->`
      : ''
  const next =
    page < pages
      ? `<!-- start: multipage_nextpage -->\n<a href="${to(page + 1)}" class="pagination_next">Next &raquo;</a>\n<!-- end: multipage_nextpage -->`
      : ''
  return `<!-- start: multipage -->
<div class="pagination">
<span class="pages">Pages (${pages}):</span>
${previous}${numbers.join('')}${next}
</div>
<!-- end: multipage -->`
}

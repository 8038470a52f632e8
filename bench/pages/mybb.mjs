// A thread, a board and a profile as the default templates of MyBB 1.8 write them.
import { clock, day, dice, posts, prose, sentence, title, user } from './prose.mjs'

const forms = {
  link: (url) => `<a href="${url}" target="_blank" rel="noopener" class="mycode_url">${url}</a>`,
  code: (inside) =>
    `<div class="codeblock"><div class="title">Code:</div><div class="body" dir="ltr"><code>${inside}</code></div></div>`,
}

/** The thread that the benches of parsing read: three pages of it, all posts of one kind of prose. */
const usual = {
  tid: 71,
  title,
  isLong: true,
  posts: posts.map(({ number, id }) => ({ number, id, uid: id % 11, user: user(id) })),
  write: ({ id }, roll, length) => prose(roll, id, length, forms),
  quoted: sentence,
}

function mybbPost({ number, id, uid, user: name }, { tid, title, write, quoted }, length) {
  const roll = dice(id)
  const body = write({ number, id }, roll, length)
  const quote = `<blockquote class="mycode_quote"><cite><span> (05-${day(id - 7)}-2026, ${clock(id)} AM)</span>${user(id - 7)} Wrote: <a href="/showthread.php?pid=${id - 7}#pid${id - 7}" class="quick_jump"></a></cite>${quoted(roll, length / 2)}</blockquote>`
  return `
<a name="pid${id}" id="pid${id}"></a>
<div class="post " style="" id="post_${id}">
<div class="post_author">
<div class="author_avatar"><a href="member.php?action=profile&amp;uid=${uid}"><img src="/images/default_avatar.png" alt="" width="55" height="55" /></a></div>
	<div class="author_information">
			<strong><span class="largetext"><a href="/member.php?action=profile&amp;uid=${uid}">${name}</a></span></strong><img src="/images/buddy_offline.png" title="Offline" alt="Offline" class="buddy_status" />
<br />
			<span class="smalltext">
				Junior Member<br />
				<img src="images/star.png" border="0" alt="*" /><img src="images/star.png" border="0" alt="*" /><br />

			</span>
	</div>
	<div class="author_statistics">

	Posts: ${id % 311}<br />
	Threads: ${id % 13}<br />
	Joined: Jan 2020
<br />Reputation:<a href="reputation.php?uid=${uid}"><strong class="reputation_neutral">0</strong></a>
	</div>
</div>
<div class="post_content">
	<div class="post_head">
<div class="float_right" style="vertical-align: top">
<strong><a href="showthread.php?tid=${tid}&amp;pid=${id}#pid${id}" title="RE: ${title}">#${number}</a></strong>

</div>

		<span class="post_date">05-${day(id)}-2026, ${clock(id)} AM <span class="post_edit" id="edited_by_${id}">${id % 9 === 0 ? `<span class="edited_post">(This post was last modified: 05-${day(id)}-2026, ${clock(id)} PM by <a href="/member.php?action=profile&amp;uid=${uid}">${name}</a>.)</span>` : ''}</span></span>

	</div>
	<div class="post_body scaleimages" id="pid_${id}">
		${id % 2 === 0 ? quote : ''}${body}
	</div>


	${id % 3 === 1 ? `<div class="signature scaleimages">\n${sentence(roll, 80)}<br />\n<a href="https://t.me/contoh_${id}">@contoh</a>\n</div>` : ''}
	<div class="post_meta" id="post_meta_${id}">

		<div class="float_right">

		</div>
	</div>

</div>
<div class="post_controls">
	<div class="postbit_buttons author_buttons float_left">
<a href="search.php?action=finduser&amp;uid=${uid}" title="Find all posts by this user" class="postbit_find"><span>Find</span></a>
	</div>
	<div class="postbit_buttons post_management_buttons float_right">
<a href="newreply.php?tid=${tid}&amp;replyto=${id}" title="Quote this message in a reply" class="postbit_quote postbit_mirage"><span>Reply</span></a>
	</div>
</div>
</div>
`
}

const mybbHead = (
  name,
  { title },
) => `<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd"><!-- start: ${name} -->
<html xml:lang="en" lang="en" xmlns="http://www.w3.org/1999/xhtml">
<head>
<title>${title}</title>
<link rel="alternate" type="application/rss+xml" title="Latest Threads (RSS 2.0)" href="/syndication.php" />
<meta http-equiv="Content-Type" content="text/html; charset=UTF-8" />
<script type="text/javascript" src="/jscripts/jquery.js?ver=1823"></script>
<script type="text/javascript" src="/jscripts/general.js?ver=1827"></script>
<link type="text/css" rel="stylesheet" href="/cache/themes/theme1/global.css?t=1795283376" />
<link type="text/css" rel="stylesheet" href="/cache/themes/theme1/showthread.css?t=1795283376" />
<script type="text/javascript">
<!--
	lang.unknown_error = "An unknown error has occurred.";
	lang.confirm_title = "Please Confirm";
	var templates = { modal: '<div class=\\"modal\\">\\
	<table border=\\"0\\" class=\\"tborder\\"><tr><td class=\\"trow1\\">__message__</td></tr></table></div>' };
	var cookieDomain = ""; var cookiePath = "/"; var cookiePrefix = ""; var deleteevent_confirm = "Are you sure?";
	var imagepath = "/images"; var my_post_key = "0f1e2d3c4b5a69788796a5b4c3d2e1f0"; var rootpath = "";
// -->
</script>
</head>
<body>
<div id="container">
	<a name="top" id="top"></a>
	<div id="header">
		<div id="logo"><div class="wrapper"><a href="/index.php"><img src="/images/logo.png" alt="Forum" title="Forum" /></a>
			<ul class="menu top_links"><li><a href="/search.php" class="search">Search</a></li><li><a href="/memberlist.php" class="memberlist">Member List</a></li><li><a href="/calendar.php" class="calendar">Calendar</a></li></ul></div></div>
		<div id="panel"><div class="upper"><div class="wrapper">
			<form action="/search.php" method="post"><fieldset id="search"><input name="keywords" type="text" class="textbox" /><input value="Search" type="submit" class="button" /><input type="hidden" name="action" value="do_search" /></fieldset></form>
			<span class="welcome">Hello There, Guest! <a href="/member.php?action=login" class="login">Login</a> <a href="/member.php?action=register" class="register">Register</a></span>
			<div class="modal" id="quick_login" style="display: none;"><form method="post" action="/member.php"><input name="action" type="hidden" value="do_login" /><input name="my_post_key" type="hidden" value="0f1e2d3c4b5a69788796a5b4c3d2e1f0" /><table width="100%" cellspacing="0" cellpadding="5" border="0" class="tborder"><tr><td class="thead" colspan="2"><strong>Login</strong></td></tr><tr><td class="trow1" width="25%"><strong>Username:</strong></td><td class="trow1"><input name="quick_username" type="text" value="" class="textbox initial_focus" /></td></tr></table></form></div>
		</div></div></div>
	</div>
	<div id="content"><div class="wrapper">
		<div class="navigation"><a href="/index.php">Forum</a><span class="nav_sep">›</span><a href="forumdisplay.php?fid=4">Databases</a><span class="nav_sep">›</span><span class="active">${title}</span></div><br />
`

const pagination = (tid) =>
  `<div class="float_left"><div class="pagination"><span class="pages">Pages (3):</span> <span class="pagination_current">1</span><a href="showthread.php?tid=${tid}&amp;page=2" class="pagination_page">2</a><a href="showthread.php?tid=${tid}&amp;page=3" class="pagination_page">3</a><a href="showthread.php?tid=${tid}&amp;page=2" class="pagination_next">Next &raquo;</a></div></div>`

const mybbFoot = ({ tid, isLong }) => `
	${isLong ? pagination(tid) : ''}
	<ul class="thread_tools"><li class="printable"><a href="printthread.php?tid=${tid}">View a Printable Version</a></li></ul>
	<form action="forumdisplay.php" method="get"><select name="fid" class="forumjump">${Array.from({ length: 24 }, (_, index) => `<option value="${index}" >-- Board ${index}</option>`).join('\n')}</select></form>
	<div id="footer"><div class="upper"><div class="wrapper"><ul class="menu bottom_links"><li><a href="showteam.php">Forum Team</a></li><li><a href="/contact.php">Contact Us</a></li><li><a href="/archive/index.php?thread-71.html">Lite (Archive) Mode</a></li></ul></div></div>
	<div class="lower"><div class="wrapper"><span id="current_time"><strong>Current time:</strong> 05-29-2026, 05:49 PM</span><span id="copyright">Powered By <a href="https://mybb.com" target="_blank" rel="noopener">MyBB</a>, &copy; 2002-2026 <a href="https://mybb.com" target="_blank" rel="noopener">MyBB Group</a>.</span></div></div></div>
</div></div></div>
<script type="text/javascript">var thread_deleted = "0"; if(thread_deleted == "1") { $("#quick_reply_form").hide(); }</script>
</body>
</html>`

export const mybbThread = (length, thread = usual) =>
  `${mybbHead('showthread', thread)}<table border="0" cellspacing="0" cellpadding="5" class="tborder tfixed clear"><tr><td class="thead"><div class="float_right"><span class="smalltext"><strong><a href="javascript:void(0)" id="thread_modes">Thread Modes</a></strong></span></div><div><strong>${thread.title}</strong></div></td></tr><tr><td id="posts_container"><div id="posts">${thread.posts.map((post) => mybbPost(post, thread, length)).join('')}</div></td></tr></table>${mybbFoot(thread)}`

const mybbRow = (roll, id) => `<tr class="inline_row">
	<td align="center" class="trow1 forumdisplay_regular" width="2%"><span class="thread_status newfolder" title="Contains new posts.">&nbsp;</span></td>
	<td align="center" class="trow1 forumdisplay_regular" width="2%">&nbsp;</td>
	<td class="trow1 forumdisplay_regular">
		<div><span class="prefix">SELLING</span>&nbsp;<span> <span class=" subject_old" id="tid_${id}"><a href="showthread.php?tid=${id}">${sentence(roll, 50)}</a></span> <span class="smalltext">(Pages: <a href="showthread.php?tid=${id}">1</a> <a href="showthread.php?tid=${id}&amp;page=2">2</a>)</span></span>
			<div class="author smalltext"><a href="/member.php?action=profile&amp;uid=${id % 11}">${user(id)}</a>, <span class="thread_start_datetime smalltext">05-${day(id)}-2026, ${clock(id)} AM</span></div></div>
	</td>
	<td align="center" class="trow1 forumdisplay_regular"><a href="javascript:void(0)" onclick="MyBB.whoPosted(${id}); return false;">${id % 40}</a></td>
	<td align="center" class="trow1 forumdisplay_regular">${id % 900}</td>
	<td class="trow1 forumdisplay_regular" style="white-space: nowrap; text-align: right;"><span class="lastpost smalltext">05-${day(id)}-2026, ${clock(id)} PM<br /><a href="showthread.php?tid=${id}&amp;action=lastpost">Last Post</a>: <a href="/member.php?action=profile&amp;uid=${id % 7}">${user(id + 3)}</a></span></td>
</tr>`

/** The first of a board's pages, or its only one: twenty threads, 300 to 319, or fewer. */
export const mybbBoard = ({ isLong = true, rows: count = 20 } = {}) => {
  const roll = dice(5)
  const rows = Array.from({ length: count }, (_, index) => mybbRow(roll, 300 + index)).join('\n')
  return `${mybbHead('forumdisplay', usual)}<table border="0" cellspacing="0" cellpadding="5" class="tborder clear">${rows}</table>${mybbFoot({ ...usual, isLong })}`
}

/** The page of one account. */
export const mybbProfile = (name) =>
  `${mybbHead('member_profile', { title: `Profile of ${name}` })}<fieldset><table width="100%"><tr><td width="75%"><span class="largetext"><strong>${name}</strong></span><br /><span class="smalltext">(Junior Member)<br /><strong>Registration Date:</strong> 01-26-2020<br /></span></td></tr></table></fieldset>
<table border="0" cellspacing="0" cellpadding="5" class="tborder"><tr><td colspan="2" class="thead"><strong>${name}'s Forum Info</strong></td></tr><tr><td class="trow1"><strong>Joined:</strong></td><td class="trow1">01-26-2020</td></tr><tr><td class="trow1"><strong>Total Posts:</strong></td><td class="trow1">1,215 (0.01 posts per day)</td></tr></table>${mybbFoot({ isLong: false })}`

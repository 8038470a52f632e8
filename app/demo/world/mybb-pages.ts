import { renderBbcode } from './bbcode.ts'
import type { Member } from './content.ts'
import { boards, type Forum, type StoredThread } from './forum-state.ts'
import { mybbClock, mybbDate, mybbDay } from './mybb-dates.ts'
import { boardName } from './mybb-frame.ts'
import { countOf, prefixHtml, reputationHtml, uidOf } from './mybb-thread.ts'
import { escapeHtml } from './serve.ts'

// Index, board, profile and message, in the structure of MyBB 1.8's default theme.

const lastOf = (thread: StoredThread): { at: Date; by: string } => thread.posts.at(-1) ?? { at: new Date(0), by: '' }
const cut = (title: string): string => (title.length > 25 ? `${title.slice(0, 25)}...` : title)
const grouped = (count: number): string => count.toLocaleString('en-US')

/** Threads of a board as MyBB orders them: sticky ones, then by their last post. */
export const threadsOf = (forum: Forum, fid: number): StoredThread[] =>
  forum.threads
    .filter((thread) => thread.fid === fid)
    .sort(
      (one, other) =>
        Number(other.sticky ?? false) - Number(one.sticky ?? false) ||
        lastOf(other).at.getTime() - lastOf(one).at.getTime(),
    )

/** The list of boards. */
export function indexHtml(forum: Forum, base: string, now: Date): string {
  const posts = forum.threads.reduce((sum, thread) => sum + thread.posts.length, 0)
  const tables = boards.map(
    ({ fid, name, about, category }) => `<!-- start: forumbit_depth1_cat -->
<table border="0" cellspacing="0" cellpadding="5" class="tborder">
<thead><tr><td class="thead" colspan="5"><div><strong><a href="forumdisplay.php?fid=${fid - 1}">${category}</a></strong></div></td></tr></thead>
<tbody style="" id="cat_${fid - 1}_e">
<tr>
<td class="tcat" colspan="2"><span class="smalltext"><strong>Forum</strong></span></td>
<td class="tcat" width="85" align="center" style="white-space: nowrap"><span class="smalltext"><strong>Threads</strong></span></td>
<td class="tcat" width="85" align="center" style="white-space: nowrap"><span class="smalltext"><strong>Posts</strong></span></td>
<td class="tcat" width="200" align="center"><span class="smalltext"><strong>Last Post</strong></span></td>
</tr>
<!-- start: forumbit_depth2_forum -->
<tr>
<td class="trow1" align="center" width="1"><span class="forum_status forum_on ajax_mark_read" title="Forum Contains New Posts" id="mark_read_${fid}"></span></td>
<td class="trow1">
<strong><a href="forumdisplay.php?fid=${fid}">${name}</a></strong><div class="smalltext">${about}</div>
</td>
${lastCells(forum, fid, base, now)}
</tr>
<!-- end: forumbit_depth2_forum -->
</tbody>
</table>
<br />
<!-- end: forumbit_depth1_cat -->`,
  )
  return `${tables.join('')}
<!-- start: index_stats -->
<table border="0" cellspacing="0" cellpadding="5" class="tborder"><tr><td class="tcat"><span class="smalltext"><strong>Board Statistics</strong></span></td></tr>
<tr><td class="trow1"><span class="smalltext">
Our members have made a total of ${grouped(posts)} posts in ${forum.threads.length} threads.<br />
We currently have ${forum.members.length} members registered.
</span></td></tr></table>
<!-- end: index_stats -->`
}

function lastCells(forum: Forum, fid: number, base: string, now: Date): string {
  const threads = threadsOf(forum, fid)
  const last = threads.toSorted((one, other) => lastOf(other).at.getTime() - lastOf(one).at.getTime())[0]
  const posts = threads.reduce((sum, thread) => sum + thread.posts.length, 0)
  const { at, by } = last ? lastOf(last) : { at: new Date(0), by: '' }
  return `<td class="trow1" align="center" style="white-space: nowrap">${grouped(threads.length)}</td>
<td class="trow1" align="center" style="white-space: nowrap">${grouped(posts)}</td>
<td class="trow1" align="right" style="white-space: nowrap"><!-- start: forumbit_depth2_forum_lastpost -->
<span class="smalltext">
<a href="showthread.php?tid=${last?.tid}&amp;action=lastpost" title="${escapeHtml(last?.title ?? '')}"><strong>${escapeHtml(cut(last?.title ?? ''))}</strong></a>
<br />${mybbDate(at, now)}<br />by <a href="${base}/member.php?action=profile&amp;uid=${uidOf(forum, by)}">${escapeHtml(by)}</a></span>
<!-- end: forumbit_depth2_forum_lastpost --></td>`
}

/** One page of a board. `pages` is its pagination. */
export function boardHtml(
  forum: Forum,
  fid: number,
  threads: readonly StoredThread[],
  pages: string,
  base: string,
  now: Date,
): string {
  const name = boards.find((board) => board.fid === fid)?.name ?? ''
  return `<div class="float_left">
${pages}
</div>
<table border="0" cellspacing="0" cellpadding="5" class="tborder clear">
	<tr>
		<td class="thead" colspan="6">
			<div class="float_right">
				<span class="smalltext"><strong><a href="misc.php?action=markread&amp;fid=${fid}">Mark this forum read</a></strong></span>
			</div>
			<div>
				<strong>${name}</strong>
			</div>
		</td>
	</tr>
	<tr>
		<td class="tcat" colspan="3" width="66%"><span class="smalltext"><strong><a href="forumdisplay.php?fid=${fid}&amp;datecut=9999&amp;prefix=0&amp;sortby=subject&amp;order=asc">Thread</a>  / <a href="forumdisplay.php?fid=${fid}&amp;datecut=9999&amp;prefix=0&amp;sortby=starter&amp;order=asc">Author</a> </strong></span></td>
		<td class="tcat" align="center" width="7%"><span class="smalltext"><strong><a href="forumdisplay.php?fid=${fid}&amp;datecut=9999&amp;prefix=0&amp;sortby=replies&amp;order=desc">Replies</a> </strong></span></td>
		<td class="tcat" align="center" width="7%"><span class="smalltext"><strong><a href="forumdisplay.php?fid=${fid}&amp;datecut=9999&amp;prefix=0&amp;sortby=views&amp;order=desc">Views</a> </strong></span></td>
		<td class="tcat" align="right" width="20%"><span class="smalltext"><strong><a href="forumdisplay.php?fid=${fid}&amp;datecut=9999&amp;prefix=0&amp;sortby=lastpost&amp;order=desc">Last Post</a> </strong></span></td>
	</tr>
	${threads.map((thread, index) => rowHtml(forum, thread, index, threads[index - 1], base, now)).join('')}
</table>
<div class="float_left">
${pages}
</div>
<br class="clear" />
<!-- end: forumdisplay_threadlist -->`
}

function rowHtml(
  forum: Forum,
  thread: StoredThread,
  index: number,
  before: StoredThread | undefined,
  base: string,
  now: Date,
): string {
  const { tid, posts } = thread
  const first = posts[0]
  const last = lastOf(thread)
  const row = `trow${(index % 2) + 1} forumdisplay_${thread.sticky ? 'sticky' : 'regular'}`
  const views = posts.length * 317 + tid
  const separator =
    thread.sticky && !before
      ? '<!-- start: forumdisplay_sticky_sep -->\n<tr>\n<td class="trow_sep" colspan="6">Important Threads</td>\n</tr>\n<!-- end: forumdisplay_sticky_sep -->'
      : !thread.sticky && before?.sticky
        ? '<!-- start: forumdisplay_threads_sep -->\n<tr>\n<td class="trow_sep" colspan="6">Normal Threads</td>\n</tr>\n<!-- end: forumdisplay_threads_sep -->'
        : ''
  return `${separator}<!-- start: forumdisplay_thread -->
<tr class="inline_row">
	<td align="center" class="${row}" width="2%"><span class="thread_status ${thread.closed ? 'newclosefolder' : 'newfolder'}" title="New posts.${thread.closed ? ' Closed thread.' : ''}">&nbsp;</span></td>
	<td align="center" class="${row}" width="2%">&nbsp;</td>
	<td class="${row}">
		
		<div>
          <span> <!-- start: forumdisplay_thread_gotounread -->
<a href="showthread.php?tid=${tid}&amp;action=newpost"><img src="${base}/images/jump.png" alt="Go to first unread post" title="Go to first unread post" /></a> 
<!-- end: forumdisplay_thread_gotounread -->${prefixHtml(thread)}<span class=" subject_new" id="tid_${tid}"><a href="showthread.php?tid=${tid}">${escapeHtml(thread.title)}</a></span></span>
			<div><span class="author smalltext"><a href="${base}/member.php?action=profile&amp;uid=${uidOf(forum, first?.by ?? '')}">${escapeHtml(first?.by ?? '')}</a>, </span><span class="thread_start_datetime smalltext">${mybbDate(first?.at ?? now, now)}</span></div>
		</div>
	</td>
	<td align="center" class="${row}"><a href="${base}/misc.php?action=whoposted&tid=${tid}" onclick="MyBB.whoPosted(${tid}); return false;">${posts.length - 1}</a></td>
	<td align="center" class="${row}">${grouped(views)}</td>
	
	<td class="${row}" style="white-space: nowrap; text-align: right;">
		<span class="lastpost smalltext">${mybbDate(last.at, now)}<br />
		<a href="showthread.php?tid=${tid}&amp;action=lastpost">Last Post</a>: <a href="${base}/member.php?action=profile&amp;uid=${uidOf(forum, last.by)}">${escapeHtml(last.by)}</a></span>
	</td>

</tr>
<!-- end: forumdisplay_thread -->`
}

/** A member's page. */
export function profileHtml(forum: Forum, member: Member, base: string, now: Date): string {
  const { posts, threads } = countOf(forum, member.name)
  const uid = uidOf(forum, member.name)
  const joined = mybbDay(new Date(`${member.joined}T00:00:00Z`))
  const name = escapeHtml(member.name)
  return `<fieldset>
	<table width="100%" cellspacing="0" cellpadding="0" border="0">
		<tr>
			<td width="75%">
				<span class="largetext"><strong>${name}</strong></span><br />
				<span class="smalltext">
					(${member.title})<br />
					<img src="images/star.png" border="0" alt="*" /><br />
					<br />
					<strong>Registration Date:</strong> ${joined}<br />
					<strong>Date of Birth:</strong> Not Specified <br />
					<strong>Local Time:</strong> ${mybbClock(now).replace(', ', ' at ')}<br />
					<strong>Status:</strong> <span class="offline" style="font-weight: bold;">Offline</span>
				</span>
			</td>
			<td width="25%" align="right" valign="middle"><img src="${base}/images/default_avatar.png" alt="" width="100" height="100" /></td>
		</tr>
	</table>
</fieldset>
<br />
<table width="100%" cellspacing="0" cellpadding="0" border="0" align="center">
	<tr>
		<td width="50%" valign="top">
			<table border="0" cellspacing="0" cellpadding="5" class="tborder">
				<tr><td colspan="2" class="thead"><strong>${name}'s Forum Info</strong></td></tr>
				<tr><td class="trow1" style="width: 30%;"><strong>Joined:</strong></td>
					<td class="trow1">${joined}</td></tr>
				<tr><td class="trow2"><strong>Last Visit:</strong></td>
					<td class="trow2">(Hidden)</td></tr>
				<tr><td class="trow1"><strong>Total Posts:</strong></td>
					<td class="trow1">${grouped(posts)} (0.01 posts per day | 7.25 percent of total posts)
<br /><span class="smalltext">(<a href="search.php?action=finduser&amp;uid=${uid}">Find All Posts</a>)</span></td></tr>
				<tr><td class="trow2"><strong>Total Threads:</strong></td>
					<td class="trow2">${grouped(threads)} (0 threads per day | 15.71 percent of total threads)
<br /><span class="smalltext">(<a href="search.php?action=finduserthreads&amp;uid=${uid}">Find All Threads</a>)</span></td></tr>
				<tr><td class="trow1"><strong>Reputation:</strong></td>
					<td class="trow1">${reputationHtml(member.reputation)} [<a href="reputation.php?uid=${uid}">Details</a>] </td></tr>
			</table>
		</td>
		<td>&nbsp;&nbsp;</td>
		<td width="50%" valign="top">${profileSignature(member)}</td>
	</tr>
</table>`
}

const profileSignature = ({ name, signature }: Member): string =>
  signature === undefined
    ? ''
    : `<!-- start: member_profile_signature -->
<table border="0" cellspacing="0" cellpadding="5" class="tborder tfixed">
<tr><td class="thead"><strong>${escapeHtml(name)}'s Signature</strong></td></tr>
<tr><td class="trow1 scaleimages">${renderBbcode(signature)}</td></tr>
</table>
<br />
<!-- end: member_profile_signature -->`

/** What MyBB says where something is missing, with status 200. */
export const messageHtml = (words: string): string => `<br />
<table border="0" cellspacing="0" cellpadding="5" class="tborder">
<tr>
<td class="thead"><span class="smalltext"><strong>${boardName}</strong></span></td>
</tr>
<tr>
<td class="trow1">${words}</td>
</tr>
</table>`

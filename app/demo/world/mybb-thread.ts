import { renderBbcode } from './bbcode.ts'
import type { Member } from './content.ts'
import type { Forum, StoredPost, StoredThread } from './forum-state.ts'
import { mybbDate } from './mybb-dates.ts'
import { escapeHtml } from './serve.ts'

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

export const prefixColors = { SELLING: 'red', BUYING: 'green', SCAM: 'orange' } as const

/** A prefix as a board and a thread show it: coloured, and kept to the title by a no-break space. */
export const prefixHtml = ({ prefix }: Pick<StoredThread, 'prefix'>): string =>
  prefix === undefined ? '' : `<span style="color: ${prefixColors[prefix]};">${prefix}</span>&nbsp;`

export const uidOf = ({ members }: Forum, name: string): number =>
  members.findIndex((member) => member.name === name) + 1
export const countOf = ({ threads }: Forum, name: string): { posts: number; threads: number } => ({
  posts: threads.flatMap(({ posts }) => posts).filter(({ by }) => by === name).length,
  threads: threads.filter(({ posts }) => posts[0]?.by === name).length,
})

export const reputationHtml = (reputation: number): string =>
  `<strong class="reputation_${reputation > 0 ? 'positive' : 'neutral'}">${reputation}</strong>`

/** The posts of one page of a thread; `first` is the number of the first among all. */
export function threadHtml(
  forum: Forum,
  thread: StoredThread,
  posts: readonly StoredPost[],
  first: number,
  base: string,
  now: Date,
): string {
  return `<table border="0" cellspacing="0" cellpadding="5" class="tborder tfixed clear">
		<tr>
			<td class="thead">
				<div class="float_right">
					<span class="smalltext"><strong><a href="showthread.php?mode=threaded&amp;tid=${thread.tid}&amp;pid=${posts[0]?.pid}#pid${posts[0]?.pid}">Threaded Mode</a></strong></span>
				</div>
				<div>
					<strong>${prefixHtml(thread)}${escapeHtml(thread.title)}</strong>
				</div>
			</td>
		</tr>
<tr><td id="posts_container">
	<div id="posts">
		${posts.map((post, index) => postHtml(forum, thread, post, first + index, base, now)).join('')}
	</div>
</td></tr>
</table>
<ul class="thread_tools">
<!-- start: showthread_printthread -->
<li class="printable"><a href="printthread.php?tid=${thread.tid}">View a Printable Version</a></li>
<!-- end: showthread_printthread -->
</ul>
<form action="ratethread.php" method="post"><input type="hidden" name="tid" value="${thread.tid}" /></form>
<!-- start: showthread_usersbrowsing -->
<span class="smalltext">Users browsing this thread: 1 Guest(s)</span>
<!-- end: showthread_usersbrowsing -->`
}

function postHtml(
  forum: Forum,
  thread: StoredThread,
  post: StoredPost,
  number: number,
  base: string,
  now: Date,
): string {
  const { pid, by } = post
  const member = forum.members.find(({ name }) => name === by)
  const uid = uidOf(forum, by)
  return `<!-- start: postbit -->

<a name="pid${pid}" id="pid${pid}"></a>
<div class="post " style="" id="post_${pid}">
<div class="post_author">
	<!-- start: postbit_avatar -->
<div class="author_avatar"><a href="member.php?action=profile&amp;uid=${uid}"><img src="${base}/images/default_avatar.png" alt="" width="55" height="55" /></a></div>
<!-- end: postbit_avatar -->
	<div class="author_information">
			<strong><span class="largetext"><a href="${base}/member.php?action=profile&amp;uid=${uid}">${escapeHtml(by)}</a></span></strong> <!-- start: postbit_offline -->
<img src="${base}/images/buddy_offline.png" title="Offline" alt="Offline" class="buddy_status" />
<!-- end: postbit_offline --><br />
			<span class="smalltext">
				${member?.title ?? 'Member'}<br />
				<img src="images/star.png" border="0" alt="*" /><br />
			</span>
	</div>
	<div class="author_statistics">
		${statisticsHtml(forum, member, by, uid)}
	</div>
</div>
<div class="post_content">
	<div class="post_head">
		<!-- start: postbit_posturl -->
<div class="float_right" style="vertical-align: top">
<strong><a href="showthread.php?tid=${thread.tid}&amp;pid=${pid}#pid${pid}" title="${number > 1 ? 'RE: ' : ''}${escapeHtml(thread.title)}">#${number}</a></strong>

</div>
<!-- end: postbit_posturl -->
		
		<span class="post_date">${mybbDate(post.at, now)} <span class="post_edit" id="edited_by_${pid}">${editedHtml(post, uid, base, now)}</span></span>
		
	</div>
	<div class="post_body scaleimages" id="pid_${pid}">
		${renderBbcode(post.text)}
	</div>
	
	${signatureHtml(member)}
	<div class="post_meta" id="post_meta_${pid}">
		<div class="float_right"></div>
	</div>
</div>
<div class="post_controls">
	<div class="postbit_buttons author_buttons float_left">
		<a href="search.php?action=finduser&amp;uid=${uid}" title="Find all posts by this user" class="postbit_find"><span>Find</span></a>
	</div>
	<div class="postbit_buttons post_management_buttons float_right">
		<a href="newreply.php?tid=${thread.tid}&amp;replyto=${pid}" title="Quote this message in a reply" class="postbit_quote postbit_mirage"><span>Reply</span></a>
	</div>
</div>
</div>
<!-- end: postbit -->`
}

function statisticsHtml(forum: Forum, member: Member | undefined, by: string, uid: number): string {
  const { posts, threads } = countOf(forum, by)
  const joined = new Date(`${member?.joined ?? '2020-01-01'}T00:00:00Z`)
  return `<!-- start: postbit_author_user -->

	Posts: ${posts}<br />
	Threads: ${threads}<br />
	Joined: ${months[joined.getUTCMonth()]} ${joined.getUTCFullYear()}
	<!-- start: postbit_reputation -->
<br />Reputation: <a href="reputation.php?uid=${uid}">${reputationHtml(member?.reputation ?? 0)}</a>
<!-- end: postbit_reputation -->
<!-- end: postbit_author_user -->`
}

const editedHtml = ({ editedAt, by }: StoredPost, uid: number, base: string, now: Date): string =>
  editedAt === null
    ? ''
    : `<!-- start: postbit_editedby -->
<span class="edited_post">(This post was last modified: ${mybbDate(editedAt, now)} by <a href="${base}/member.php?action=profile&amp;uid=${uid}">${escapeHtml(by)}</a>.)</span>
<!-- end: postbit_editedby -->`

const signatureHtml = (member: Member | undefined): string =>
  member?.signature === undefined
    ? ''
    : `<!-- start: postbit_signature -->
<div class="signature scaleimages">
${renderBbcode(member.signature)}
</div>
<!-- end: postbit_signature -->`

// A thread as phpBB 3.3's prosilver writes it to a client without cookies: a session id in every link.
import { clock, day, dice, posts, prose, sentence, title, user } from './prose.mjs'

const sid = 'sid=0f1e2d3c4b5a69788796a5b4c3d2e1f0'

function phpbbPost({ id }, length) {
  const roll = dice(id)
  const body = prose(roll, id, length, {
    link: (url) => `<a href="${url}" class="postlink">${url}</a>`,
    code: (inside) =>
      `<div class="codebox"><p>Code: <a href="#" onclick="selectCode(this); return false;">Select all</a></p><pre><code>${inside.replaceAll('<br />', '')}</code></pre></div>`,
  })
  const quote = `<blockquote><div><cite><a href="./memberlist.php?mode=viewprofile&amp;u=${id % 11}&amp;${sid}">${user(id - 7)}</a> wrote: <a href="./viewtopic.php?p=${id - 7}&amp;${sid}#p${id - 7}" data-post-id="${id - 7}" onclick="if(document.getElementById(hash.substr(1)))href=hash">↑</a><span class="responsive-hide">Tue May ${day(id)}, 2026 ${clock(id)} am</span></cite>${sentence(roll, length / 2)}</div></blockquote>`
  return `
				<div id="p${id}" class="post has-profile bg${(id % 2) + 1}">
		<div class="inner">

		<dl class="postprofile" id="profile${id}">
			<dt class="no-profile-rank no-avatar">
				<div class="avatar-container">
																			</div>
								<a href="./memberlist.php?mode=viewprofile&amp;u=${id % 11}&amp;${sid}" class="username">${user(id)}</a>							</dt>


		<dd class="profile-posts"><strong>Posts:</strong> <a href="./search.php?author_id=${id % 11}&amp;sr=posts&amp;${sid}">${id % 311}</a></dd>		<dd class="profile-joined"><strong>Joined:</strong> Sun Jan 26, 2020 12:53 am</dd>


		</dl>

		<div class="postbody">
						<div id="post_content${id}">

					<h3 >
						<a href="./viewtopic.php?p=${id}&amp;${sid}#p${id}">Re: ${title}</a>
		</h3>

													<ul class="post-buttons">
																																									<li>
							<a href="./posting.php?mode=quote&amp;p=${id}&amp;${sid}" title="Reply with quote" class="button button-icon-only">
								<i class="icon fa-quote-left fa-fw" aria-hidden="true"></i><span class="sr-only">Quote</span>
							</a>
						</li>
														</ul>

						<p class="author">
									<a class="unread" href="./viewtopic.php?p=${id}&amp;${sid}#p${id}" title="Post">
						<i class="icon fa-file fa-fw icon-lightgray icon-md" aria-hidden="true"></i><span class="sr-only">Post</span>
					</a>
								<span class="responsive-hide">by <strong><a href="./memberlist.php?mode=viewprofile&amp;u=${id % 11}&amp;${sid}" class="username">${user(id)}</a></strong> &raquo; </span><time datetime="2026-05-${day(id)}T03:21:00+00:00">Tue May ${day(id)}, 2026 3:21 am</time>
			</p>


			<div class="content">${id % 2 === 0 ? quote : ''}${body}</div>

			${id % 9 === 0 ? `<div class="notice">Last edited by <a href="./memberlist.php?mode=viewprofile&amp;u=${id % 11}&amp;${sid}" class="username">${user(id)}</a> on Tue May ${day(id)}, 2026 4:21 am, edited 1 time in total.</div>` : ''}
			${id % 3 === 1 ? `<div id="sig${id}" class="signature">${sentence(roll, 80)}</div>` : ''}
						</div>

		</div>

				<div class="back2top">
						<a href="#top" class="top" title="Top">
				<i class="icon fa-chevron-circle-up fa-fw icon-gray" aria-hidden="true"></i>
				<span class="sr-only">Top</span>
			</a>
					</div>

		</div>
	</div>
`
}

const navigation = `<ul id="nav-main" class="nav-main linklist" role="menubar">
${['unanswered', 'active_topics', 'newposts', 'egosearch'].map((name) => `<li><a href="./search.php?search_id=${name}&amp;${sid}" role="menuitem"><i class="icon fa-file-o fa-fw icon-gray" aria-hidden="true"></i><span>${name}</span></a></li><li class="separator"></li>`).join('\n')}
<li data-skip-responsive="true"><a href="/app.php/help/faq?${sid}" rel="help" title="Frequently Asked Questions" role="menuitem"><i class="icon fa-question-circle fa-fw" aria-hidden="true"></i><span>FAQ</span></a></li>
<li class="rightside" data-skip-responsive="true"><a href="./ucp.php?mode=login&amp;redirect=viewtopic.php%3Ft%3D71&amp;${sid}" title="Login" accesskey="x" role="menuitem"><i class="icon fa-power-off fa-fw" aria-hidden="true"></i><span>Login</span></a></li>
</ul>
<ul id="nav-breadcrumbs" class="nav-breadcrumbs linklist navlinks" role="menubar"><li class="breadcrumbs" itemscope itemtype="https://schema.org/BreadcrumbList"><span class="crumb" itemtype="https://schema.org/ListItem" itemprop="itemListElement" itemscope><a itemprop="item" href="./index.php?${sid}" accesskey="h" data-navbar-reference="index"><i class="icon fa-home fa-fw"></i><span itemprop="name">Board index</span></a><meta itemprop="position" content="1" /></span></li></ul>`

const pagination = `<div class="pagination">43 posts <ul><li class="active"><span>1</span></li><li><a class="button" href="./viewtopic.php?t=71&amp;${sid}&amp;start=20" role="button">2</a></li><li class="arrow next"><a class="button button-icon-only" href="./viewtopic.php?t=71&amp;${sid}&amp;start=20" rel="next" role="button"><i class="icon fa-chevron-right fa-fw" aria-hidden="true"></i><span class="sr-only">Next</span></a></li></ul></div>`

/** A thread of 20 posts, each with about `length` characters of prose. */
export const phpbbThread = (length) => `<!DOCTYPE html>
<html dir="ltr" lang="en-gb">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />

<title>${title} - Forum</title>
<link rel="alternate" type="application/atom+xml" title="Feed - Forum" href="/app.php/feed?${sid}">
<link rel="canonical" href="http://forum.example/viewtopic.php?t=71">
<!--
	phpBB style name: prosilver
	Based on style:   prosilver (this is the default phpBB3 style)
-->
<link href="./assets/css/font-awesome.min.css?assets_version=1" rel="stylesheet">
<link href="./styles/prosilver/theme/stylesheet.css?assets_version=1" rel="stylesheet">
</head>
<body id="phpbb" class="nojs notouch section-viewtopic ltr ">
<div id="wrap" class="wrap">
	<a id="top" class="top-anchor" accesskey="t"></a>
	<div id="page-header"><div class="headerbar" role="banner"><div class="inner"><div id="site-description" class="site-description"><a id="logo" class="logo" href="./index.php?${sid}" title="Board index"><span class="site_logo"></span></a><h1>Forum</h1><p class="skiplink"><a href="#start_here">Skip to content</a></p></div></div></div>
	<div class="navbar" role="navigation"><div class="inner">${navigation}</div></div></div>
	<a id="start_here" class="anchor"></a>
	<div id="page-body" class="page-body" role="main">
		<h2 class="topic-title"><a href="./viewtopic.php?t=71&amp;${sid}">${title}</a></h2>
		<div class="action-bar bar-top"><a href="./posting.php?mode=reply&amp;t=71&amp;${sid}" class="button" title="Post a reply"><span>Post Reply</span> <i class="icon fa-reply fa-fw" aria-hidden="true"></i></a>${pagination}</div>
${posts.map((post) => phpbbPost(post, length)).join('')}
		<div class="action-bar bar-bottom">${pagination}</div>
	</div>
	<div id="page-footer" class="page-footer" role="contentinfo"><div class="navbar" role="navigation"><div class="inner"><ul id="nav-footer" class="nav-footer linklist" role="menubar"><li class="rightside">All times are <span title="UTC">UTC</span></li></ul></div></div>
	<div class="copyright"><p class="footer-row"><span class="footer-copyright">Powered by <a href="https://www.phpbb.com/">phpBB</a>&reg; Forum Software &copy; phpBB Limited</span></p></div></div>
</div>
<script src="./assets/javascript/jquery-3.7.1.min.js?assets_version=1"></script>
<script src="./styles/prosilver/template/forum_fn.js?assets_version=1"></script>
</body>
</html>`

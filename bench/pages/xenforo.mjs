// A thread as XenForo 2's default style writes it.
import { day, dice, posts, prose, sentence, title, user } from './prose.mjs'

function xenforoPost({ number, id }, length) {
  const roll = dice(id)
  const name = user(id)
  const body = prose(roll, id, length, {
    link: (url) =>
      `<a href="${url}" target="_blank" class="link link--external" data-proxy-href="" rel="nofollow ugc noopener">${url}</a>`,
    code: (inside) =>
      `<div class="bbCodeBlock bbCodeBlock--screenLimited bbCodeBlock--code"><div class="bbCodeBlock-title">Code:</div><div class="bbCodeBlock-content" dir="ltr"><pre class="bbCodeCode" dir="ltr" data-xf-init="code-block" data-lang=""><code>${inside.replaceAll('<br />', '')}</code></pre></div></div>`,
  })
  const quote = `<blockquote data-attributes="member: ${id % 11}" data-quote="${user(id - 7)}" data-source="post: ${id - 7}" class="bbCodeBlock bbCodeBlock--expandable bbCodeBlock--quote js-expandWatch"><div class="bbCodeBlock-title"><a href="/goto/post?id=${id - 7}" class="bbCodeBlock-sourceJump" rel="nofollow" data-xf-click="attribution" data-content-selector="#post-${id - 7}">${user(id - 7)} said:</a></div><div class="bbCodeBlock-content"><div class="bbCodeBlock-expandContent js-expandContent ">${sentence(roll, length / 2)}</div><div class="bbCodeBlock-expandLink js-expandLink"><a role="button" tabindex="0">Click to expand...</a></div></div></blockquote>`
  return `
	<article class="message message--post js-post js-inlineModContainer" data-author="${name}" data-content="post-${id}" id="js-post-${id}">
		<span class="u-anchorTarget" id="post-${id}"></span>
		<div class="message-inner">
			<div class="message-cell message-cell--user">
				<section class="message-user">
					<div class="message-avatar "><div class="message-avatar-wrapper"><a href="/members/${name}.${id % 11}/" class="avatar avatar--m" data-user-id="${id % 11}" data-xf-init="member-tooltip"><img src="/data/avatars/m/0/${id % 11}.jpg?1580000000" alt="${name}" class="avatar-u${id % 11}-m" width="96" height="96" loading="lazy" /></a></div></div>
					<div class="message-userDetails"><h4 class="message-name"><a href="/members/${name}.${id % 11}/" class="username " dir="auto" data-user-id="${id % 11}" data-xf-init="member-tooltip">${name}</a></h4><h5 class="userTitle message-userTitle" dir="auto">New member</h5></div>
					<div class="message-userExtras">
						<dl class="pairs pairs--justified"><dt>Joined</dt><dd>Jan 26, 2020</dd></dl>
						<dl class="pairs pairs--justified"><dt>Messages</dt><dd>${id % 311}</dd></dl>
					</div>
					<span class="message-userArrow"></span>
				</section>
			</div>
			<div class="message-cell message-cell--main">
				<div class="message-main js-quickEditTarget">
					<header class="message-attribution message-attribution--split">
						<ul class="message-attribution-main listInline "><li class="u-concealed"><a href="/threads/contoh.71/post-${id}" rel="nofollow"><time class="u-dt" dir="auto" datetime="2026-05-${day(id)}T03:21:00+0000" data-time="1778556060" data-date-string="May ${day(id)}, 2026" data-time-string="3:21 AM" title="May ${day(id)}, 2026 at 3:21 AM">May ${day(id)}, 2026</time></a></li></ul>
						<ul class="message-attribution-opposite message-attribution-opposite--list "><li><a href="/threads/contoh.71/post-${id}" class="message-attribution-gadget" data-xf-init="share-tooltip" data-href="/posts/${id}/share" rel="nofollow"><i class="fa--xf far fa-share-alt" aria-hidden="true"></i></a></li><li><a href="/threads/contoh.71/post-${id}" rel="nofollow">#${number}</a></li></ul>
					</header>
					<div class="message-content js-messageContent">
						<div class="message-userContent lbContainer js-lbContainer " data-lb-id="post-${id}" data-lb-caption-desc="${name} &middot; May ${day(id)}, 2026 at 3:21 AM">
							<article class="message-body js-selectToQuote"><div class="bbWrapper">${id % 2 === 0 ? quote : ''}${body}</div><div class="js-selectToQuoteEnd">&nbsp;</div></article>
						</div>
						${id % 9 === 0 ? `<div class="message-lastEdit">Last edited: <time class="u-dt" dir="auto" datetime="2026-05-${day(id)}T04:21:00+0000" title="May ${day(id)}, 2026 at 4:21 AM">May ${day(id)}, 2026</time></div>` : ''}
						${id % 3 === 1 ? `<aside class="message-signature"><div class="bbWrapper">${sentence(roll, 80)}</div></aside>` : ''}
					</div>
					<footer class="message-footer"><div class="reactionsBar js-reactionsList "></div><div class="js-historyTarget message-historyTarget toggleTarget" data-href="trigger-href"></div></footer>
				</div>
			</div>
		</div>
	</article>`
}

const navigation = ['forums', 'whats-new', 'members', 'resources']
  .map(
    (name, index) =>
      `<li><div class="p-navEl" data-has-children="true"><a href="/${name}/" class="p-navEl-link p-navEl-link--splitMenu " data-nav-id="${name}">${name}</a><a data-xf-key="${index + 1}" data-xf-click="menu" data-menu-pos-ref="&lt; .p-navEl" class="p-navEl-splitTrigger" role="button" tabindex="0" aria-label="Toggle expanded" aria-expanded="false" aria-haspopup="true"></a></div></li>`,
  )
  .join('\n')

/** A thread of 20 posts, each with about `length` characters of prose. */
export const xenforoThread = (length) => `<!DOCTYPE html>
<html id="XF" lang="en-US" dir="LTR" data-xf="2.2" data-app="public" data-template="thread_view" data-container-key="node-4" data-content-key="thread-71" data-logged-in="false" data-cookie-prefix="xf_" data-csrf="1580000000,0f1e2d3c4b5a69788796a5b4c3d2e1f0" class="has-no-js template-thread_view">
<head>
	<meta charset="utf-8" /><meta http-equiv="X-UA-Compatible" content="IE=Edge" /><meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
	<title>${title} | Forum</title>
	<link rel="canonical" href="http://forum.example/threads/contoh.71/" /><link rel="next" href="/threads/contoh.71/page-2" />
	<meta property="og:type" content="website" /><meta property="og:title" content="${title}" /><meta property="og:url" content="http://forum.example/threads/contoh.71/" />
	<link rel="stylesheet" href="/css.php?css=public%3Anormalize.css%2Cpublic%3Acore.less&amp;s=1&amp;l=1&amp;d=1580000000&amp;k=0f1e2d3c4b5a69788796a5b4c3d2e1f0" />
	<script src="/js/xf/preamble.min.js?_v=0f1e2d3c"></script>
</head>
<body data-template="thread_view">
<div class="p-pageWrapper" id="top">
<header class="p-header" id="header"><div class="p-header-inner"><div class="p-header-content"><div class="p-header-logo p-header-logo--image"><a href="/"><img src="/styles/default/xenforo/xenforo-logo.png" alt="Forum" width="100" height="36" /></a></div></div></div></header>
<div class="p-navSticky p-navSticky--primary" data-xf-init="sticky-header"><nav class="p-nav"><div class="p-nav-inner"><ul class="p-nav-list js-offCanvasNavSource">${navigation}</ul></div></nav></div>
<div class="p-body"><div class="p-body-inner">
	<ul class="p-breadcrumbs " itemscope itemtype="https://schema.org/BreadcrumbList"><li itemprop="itemListElement" itemscope itemtype="https://schema.org/ListItem"><a href="/forums/" itemprop="item"><span itemprop="name">Forums</span></a><meta itemprop="position" content="1" /></li></ul>
	<div class="p-body-header"><div class="p-title "><h1 class="p-title-value">${title}</h1></div><div class="p-description"><ul class="listInline listInline--bullet"><li><i class="fa--xf far fa-user" aria-hidden="true" title="Thread starter"></i> <span class="u-srOnly">Thread starter</span> <a href="/members/anggota_8.8/" class="username  u-concealed" dir="auto" data-user-id="8" data-xf-init="member-tooltip">anggota_8</a></li></ul></div></div>
	<div class="p-body-main"><div class="p-body-content"><div class="p-body-pageContent">
	<div class="block block--messages" data-xf-init="" data-type="post" data-href="/inline-mod/">
	<div class="block-outer"><nav class="pageNavWrapper pageNavWrapper--mixed "><div class="pageNav  "><ul class="pageNav-main"><li class="pageNav-page pageNav-page--current "><a href="/threads/contoh.71/">1</a></li><li class="pageNav-page "><a href="/threads/contoh.71/page-2">2</a></li></ul><a href="/threads/contoh.71/page-2" class="pageNav-jump pageNav-jump--next">Next</a></div></nav></div>
	<div class="block-container lbContainer" data-xf-init="lightbox select-to-quote" data-message-selector=".js-post" data-lb-id="thread-71"><div class="block-body js-replyNewMessageContainer">
${posts.map((post) => xenforoPost(post, length)).join('')}
	</div></div></div>
	<div class="blockMessage blockMessage--none">You must log in or register to reply here.</div>
	</div></div></div>
</div></div>
<footer class="p-footer" id="footer"><div class="p-footer-inner"><div class="p-footer-row"><div class="p-footer-row-main"><ul class="p-footer-linkList"><li><a href="/help/terms/">Terms and rules</a></li><li><a href="/help/privacy-policy/">Privacy policy</a></li></ul></div></div><div class="p-footer-copyright"><a href="https://xenforo.com" class="u-concealed" dir="ltr" target="_blank" rel="sponsored noopener">Community platform by XenForo<sup>®</sup> <span class="copyright">© 2010-2026 XenForo Ltd.</span></a></div></div></footer>
</div>
<script src="/js/vendor/jquery/jquery-3.5.1.min.js?_v=0f1e2d3c"></script>
<script>jQuery.extend(true, XF.config, { userId: 0, enablePush: false, url: { fullBase: 'http://forum.example/', basePath: '/', css: '/css.php?css=__SENTINEL__&s=1&l=1&d=1580000000', keepAlive: '/login/keep-alive' }, cookie: { path: '/', domain: '', prefix: 'xf_', secure: true } });</script>
</body>
</html>`

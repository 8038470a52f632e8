import { describe, expect, test } from 'vitest'
import type { Page } from '../../model/page.ts'
import { asksForPassword, checkForm, checkSelector, fillForm, shows } from '../../parsers/forms.ts'

const pageOf = (body: string, url = 'https://forum.example/ucp.php?mode=login'): Page => ({
  ...{ url, finalUrl: url, status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body },
  ...{ fetchedAt: new Date('2026-11-20T03:05:12Z'), sha256: '0'.repeat(64), via: 'direct' },
})

const sent = (body: string): Record<string, string> => Object.fromEntries(new URLSearchParams(body))

describe('login forms as the software writes them', () => {
  test('phpBB 3.3: its tokens, its button, and none of the search beside it', () => {
    const page = pageOf(`<!DOCTYPE html><html><body>
<form action="./search.php?sid=0f0f" method="get" id="search"><input name="keywords" type="search"><input type="hidden" name="sid" value="0f0f"></form>
<form action="./ucp.php?mode=login" method="post" id="login" data-focus="username"><fieldset class="fields1">
<dl><dt><label for="username">Username:</label></dt><dd><input type="text" tabindex="1" name="username" id="username" size="25" value="" class="inputbox autowidth"></dd></dl>
<dl><dd><input type="password" tabindex="2" id="password" name="password" size="25" class="inputbox autowidth" autocomplete="off"></dd></dl>
<dl><dd><label for="autologin"><input type="checkbox" name="autologin" id="autologin" tabindex="4"> Remember me</label></dd>
<dd><label for="viewonline"><input type="checkbox" name="viewonline" id="viewonline" tabindex="5"> Hide</label></dd></dl>
<input type="hidden" name="redirect" value="./ucp.php?mode=login&amp;redirect=index.php">
<input type="hidden" name="creation_time" value="1700000000"><input type="hidden" name="form_token" value="59a1b2c3">
<input type="hidden" name="sid" value="aa11"><input type="hidden" name="redirect" value="index.php">
<input type="submit" name="login" tabindex="6" value="Login" class="button1"></fieldset></form></body></html>`)
    const { url, body } = fillForm(page, { fields: { username: 'pengamat', password: 'a&b=ç', autologin: 'on' } })
    expect(url).toBe('https://forum.example/ucp.php?mode=login')
    expect(sent(body)).toEqual({
      ...{ redirect: 'index.php', creation_time: '1700000000', form_token: '59a1b2c3', sid: 'aa11', login: 'Login' },
      ...{ username: 'pengamat', password: 'a&b=ç', autologin: 'on' },
    })
  })

  test('XenForo 2: its token and the ticked box', () => {
    const page = pageOf(
      `<form action="/login/login" method="post" class="block" data-xf-init="ajax-submit">
<input type="text" class="input" name="login" autocomplete="username" autofocus="autofocus">
<div class="inputGroup"><input type="password" name="password" value="" class="input"></div>
<input type="checkbox" name="remember" value="1" checked="checked">
<button type="submit" class="button--primary button"><span class="button-text">Log in</span></button>
<input type="hidden" name="_xfRedirect" value="https://forum.example/"><input type="hidden" name="_xfToken" value="1700000000,59a1"></form>`,
      'https://forum.example/login/',
    )
    const { url, body } = fillForm(page, { fields: { login: 'pengamat', password: 'x' } })
    expect(url).toBe('https://forum.example/login/login')
    expect(sent(body)).toEqual({
      ...{ login: 'pengamat', password: 'x', remember: '1' },
      ...{ _xfRedirect: 'https://forum.example/', _xfToken: '1700000000,59a1' },
    })
  })

  test('MyBB 1.8: of its two forms the one with the fields that are named', () => {
    const page = pageOf(
      `<div class="modal" id="quick_login"><form method="post" action="https://forum.example/member.php">
<input name="action" type="hidden" value="do_login"><input name="quick_login" type="hidden" value="1"><input name="my_post_key" type="hidden" value="k1">
<input name="quick_username" type="text"><input name="quick_password" type="password"></form></div>
<form action="member.php" method="post"><input name="username" type="text"><input name="password" type="password">
<input type="checkbox" name="remember" checked="checked" value="yes"><input type="hidden" name="action" value="do_login">
<input type="hidden" name="url" value=""><input name="my_post_key" type="hidden" value="k1"><input type="submit" class="button" name="submit" value="Login"></form>`,
      'https://forum.example/member.php?action=login',
    )
    const { body } = fillForm(page, { fields: { username: 'pengamat', password: 'x' } })
    expect(sent(body)).toEqual({
      ...{ username: 'pengamat', password: 'x', remember: 'yes', action: 'do_login' },
      ...{ url: '', my_post_key: 'k1', submit: 'Login' },
    })
    expect(sent(fillForm(page, { fields: { quick_username: 'p', quick_password: 'x' } }).body).quick_login).toBe('1')
  })
})

const form = (inside: string, attributes = 'method="post" action="/in"'): Page =>
  pageOf(`<form ${attributes}>${inside}<input name="user"><input type="password" name="pass"></form>`)
const fields = { user: 'pengamat', pass: 'invented' }

test('what a browser would not send is not sent', () => {
  const page =
    form(`<input name="off" disabled value="1"><input type="radio" name="r" value="1"><input type="radio" name="r" value="2" checked>
<select name="lang"><option value="en">en<option value="id" selected>id</select><select name="first"><option value="1"><option value="2"></select>
<input type="file" name="f"><input type="reset" name="x"><button type="button" name="b">b</button><textarea name="t"></textarea>
<button name="go" value="1">Go</button><button name="cancel" value="1">Cancel</button>`)
  expect(sent(fillForm(page, { fields }).body)).toEqual({ r: '2', lang: 'id', first: '1', t: '', go: '1', ...fields })
})

test.each([
  ['no form', pageOf('<p>Hello</p>'), {}, /no form with a password in it: correct login.page/],
  ['another than the named', form(''), { form: '#login' }, /no form that is "#login"/],
  [
    'a field that is not there',
    form(''),
    { fields: { usr: 'x', pass: 'invented' } },
    /no field "usr": it has user, pass/,
  ],
  ['a captcha', form('<div class="h-captcha"></div>'), {}, /asks for a captcha/],
  ['another host', form('', 'method="post" action="https://elsewhere.example/in"'), {}, /sent to https:\/\/elsewhere/],
  ['a port of its own', form('', 'method="post" action="https://forum.example:8443/in"'), {}, /sent to/],
  ['in the clear', form('', 'method="post" action="http://forum.example/in"'), {}, /sent to http:/],
  ['no web address', form('', 'method="post" action="javascript:go()"'), {}, /sent to/],
  ['a base elsewhere', pageOf(`<base href="https://elsewhere.example/">${form('').body}`), {}, /sent to/],
])('%s: said, without what was to be typed', (_name, page, more, message) => {
  const attempt = (): void => checkForm(page, { fields, ...more })
  expect(attempt).toThrow(message)
  expect(attempt).not.toThrow(/invented/)
})

test('a form that is sent with GET would put the password into an address: only a browser may try', () => {
  expect(() => fillForm(form('', 'action="/in"'), { fields })).toThrow(/sent by a script, or would put the password/)
  expect(() => checkForm(form('', 'action="/in"'), { fields })).not.toThrow()
})

test('what only those see who are signed in', () => {
  const page = pageOf('<a href="member.php?action=logout&amp;key=1">Log Out</a>')
  expect(shows(page, 'a[href*="action=logout"]')).toBe(true)
  expect(shows(page, '.guest')).toBe(false)
  expect(shows({ ...page, headers: { 'content-type': 'application/json' }, body: '{}' }, '.guest')).toBeUndefined()
  expect([asksForPassword(page), asksForPassword(form(''))]).toEqual([false, true])
  expect(() => checkSelector('a[href')).toThrow(/"a\[href" is no CSS selector/)
})

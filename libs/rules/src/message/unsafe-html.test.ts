import { describe, expect, test } from '@jest/globals';
import { findUnsafeHtml } from './unsafe-html.ts';

const found = (html: string): readonly string[] => findUnsafeHtml(html).map(({ start, end }) => html.slice(start, end));

describe('an e-mail body is unsafe', () => {
  test.each([
    '<script>',
    '<SCRIPT src=x>',
    '<iframe srcdoc="x">',
    '<object data=x>',
    '<embed src=x>',
    '<form action="/x">',
    '<input name=pin>',
    '<base href="/x">',
    '<link rel=stylesheet href="/x.css">',
    '<meta http-equiv="refresh" content="0">',
    '<svg onload=x()>',
    '<p onclick="x()">',
    '<p ONMOUSEOVER=x()>',
    '<a href="javascript:x()">',
    '<a href="  java\nscript:x()">',
    '<a href="&#106;avascript:x()">',
    '<a href="jav&#x09;ascript:x()">',
    '<a href=data:text/html,x>',
    '<a href="vbscript:x">',
    '<img src="https://example.com/p.png">',
    '<img src=//example.com/p.png>',
    '<img srcset="https://example.com/p.png 2x">',
    '<td background="http://example.com/b.png">',
    '<p style="background:url(https://example.com/x)">',
    '<p style="width:expression(x())">',
    '<p style="background:u&#114;l(x)">',
    '<img src="data:image/png;base64,AAAA">',
  ])('with %p', (tag) => {
    expect(found(`<p>Hei</p>${tag}<p>Hei</p>`)).toEqual([tag]);
  });

  test('with a style sheet that fetches from outside', () => {
    expect(found('<style>@import "x";</style><style>p{color:red}</style>')).toEqual(['@import "x";']);
  });

  test('also where a tag is never closed', () => {
    expect(found('<p>Hei <a href="javascript:x()"')).toEqual(['<a href="javascript:x()"']);
  });
});

test.each([
  '<h1>Hei</h1><p style="color:#333;font-size:16px">Tekst</p><ul><li>En</li></ul>',
  '<table width="100%" bgcolor="#fff"><tr><td align=left>Celle</td></tr></table>',
  '<a href="https://www.nav.no/x?on=1">Lenke</a> <a href="mailto:post@example.com">post</a>',
  '<img src="cid:logo" alt="Nav">',
  '<meta charset="utf-8"><meta http-equiv="Content-Type" content="text/html">',
  '5 < 6 og script kan omtales: javascript: er et språk',
  '<!-- <script> -->',
  '',
])('%p is safe', (html) => {
  expect(found(html)).toEqual([]);
});

test('hostile HTML is read without an exception and with as many findings as asked for', () => {
  for (const piece of ['<', '<a ', '<a href=', '<script', '<!--', '</', '<p on', '&#', '<style>', '\ud800<x ']) {
    expect(() => findUnsafeHtml(piece.repeat(20_000))).not.toThrow();
  }
  expect(findUnsafeHtml('<input>'.repeat(100), 20)).toHaveLength(20);
});

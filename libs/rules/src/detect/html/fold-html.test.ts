import { describe, expect, test } from '@jest/globals';
import { hardBreak, spanOf } from '../folded-text.ts';
import { foldHtml, visibleTextOf } from './fold-html.ts';

const piecesOf = (html: string): readonly string[] =>
  foldHtml(html)
    .text.split(hardBreak)
    .map((piece) => piece.replace(/\n+/g, '|'));

describe('what a reader sees', () => {
  test('is joined over inline tags, comments and hidden elements', () => {
    for (const html of [
      '1309<b>7248022</b>',
      '1309<!-- x -->7248022',
      '1309<wbr>7248022',
      '1309<span style="display: none">99</span>7248022',
      '1309<span hidden>99<span>9</span>9</span>7248022',
      '1309<script>var a = "</b>";</script>7248022',
      '1309</ x>7248022',
    ]) {
      expect(visibleTextOf(html)).toBe('13097248022');
    }
  });

  test('is parted by lines, blocks and cells', () => {
    for (const html of ['a<br>b', 'a<br/>b', '<p>a</p>b', '<td>a</td><td>b', 'a<hr>b', '<li>a<li>b']) {
      expect(visibleTextOf(html)).toMatch(/^a\n+b$/);
    }
  });

  test('has one space where the source has much white space', () => {
    expect(visibleTextOf('  Hei \r\n\t du<b> der </b>')).toBe('Hei du der');
  });

  test('is text as it stands where markup is broken', () => {
    expect(visibleTextOf('5 < 6 og 7 > 3 &')).toBe('5 < 6 og 7 > 3 &');
    expect(visibleTextOf('a <')).toBe('a <');
    expect(visibleTextOf('<b>a</i></b></b> b')).toBe('a b');
    expect(visibleTextOf('<![CDATA[ x ]]>y')).toBe('y');
  });
});

describe('what a reader does not see', () => {
  test('is kept apart: attributes, comments, hidden text, titles, scripts', () => {
    const html =
      '<title>t</title><a title="1309" href="https://x.no/%31">7248022</a><!-- c --><p hidden>h</p><style>s</style>';
    expect(piecesOf(html)).toEqual(['|7248022|', 't', 'h', '1309', ' c ', 'https://x.no/1', 's']);
  });

  test('is found in every kind of attribute, quoted or not, and in names that hold digits', () => {
    expect(piecesOf(`<a b='1' c=2 d = "3" e f17="g"/>`)).toEqual(['', '1', '2', '3', 'g', 'f17']);
    expect(piecesOf('<x13097248022 y>')).toEqual(['', 'x13097248022']);
  });

  test('stays together in one hidden element whatever tags stand in it', () => {
    expect(piecesOf('<p hidden>1309<b title="t">7248022</b></p>')).toEqual(['|', '13097248022', 't']);
  });

  test.each([
    '<a b="1',
    "<a b='1",
    '<a b=1',
    '<a b="1">',
    '<!--1',
    '<!-1',
    '<?1',
    '<!1',
    '</ 1',
    '<script>1',
    '<b hidden>1',
  ])('is read to the end where it never ends: %s', (html) => {
    expect(foldHtml(html).text).toContain('1');
  });
});

describe('the places of a folded e-mail body', () => {
  test('lead back to the original', () => {
    const html = '<p>1309<b>72&#52;80</b>22 <a href="https://x.no/?a=1&amp;b=%37">her</a>';
    const folded = foldHtml(html);
    const from = folded.text.indexOf('13097248022');
    const { start, end } = spanOf(folded, from, from + 11);
    expect(html.slice(start, end)).toBe('1309<b>72&#52;80</b>22');
    const [address] = folded.addresses ?? [];
    expect(folded.text.slice(address?.from, address?.to)).toBe('https://x.no/?a=1&b=7');
    expect(folded.text.slice(0, folded.visibleEnd)).toBe('\n13097248022 her');
  });

  test('tell where words end and what only machines read begins', () => {
    const { text, wordsEnd } = foldHtml('<p title="Kari" style="font-family: Georgia">Hei</p>');
    expect(text.slice(0, wordsEnd)).toContain('Kari');
    expect(text.slice(wordsEnd)).toContain('Georgia');
    expect(text.slice(0, wordsEnd)).not.toContain('Georgia');
  });

  test('need no map where there is no markup', () => {
    expect(foldHtml('Hei du').map).toBeNull();
  });
});

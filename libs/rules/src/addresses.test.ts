import { describe, expect, test } from '@jest/globals';
import { isEmailAddress, isPhoneNumber } from './contact-address.ts';
import { parseLinkAddress } from './link-address.ts';
import { createLinkHosts, isLinkHostAllowed } from './link-hosts.ts';

describe('a link', () => {
  test.each([
    ['https://www.nav.no', 'www.nav.no'],
    ['https://www.nav.no/', 'www.nav.no'],
    ['HTTPS://WWW.NAV.NO/Sti?a=b#c', 'www.nav.no'],
    ['https://arbeidsgiver.nav.no:443/a%20b', 'arbeidsgiver.nav.no'],
    ['https://nav.no?a', 'nav.no'],
    ['https://xn--bl-yia.no/@sti', 'xn--bl-yia.no'],
  ])('%s is complete, and its host is %s', (link, host) => {
    expect(parseLinkAddress(link)).toEqual({ outcome: 'HTTPS', host });
  });

  test.each(['http://www.nav.no', 'javascript:alert(1)', 'data:text/html,x', 'ftp://nav.no', 'mailto:a@nav.no'])(
    '%s is not https',
    (link) => {
      expect(parseLinkAddress(link)).toEqual({ outcome: 'OTHER_SCHEME' });
    },
  );

  test.each([
    '',
    ' ',
    'www.nav.no',
    '/sti',
    '//nav.no',
    'https:nav.no',
    'https:/nav.no',
    'https://',
    'https://nav',
    'https://nav.no ',
    ' https://nav.no',
    'https://nav.no@example.com/',
    'https://a:b@nav.no',
    'https://nav.no\\@example.com',
    'https://nav.no/a b',
    'https://nav.no/æ',
    'https://blå.no',
    'https://-nav.no',
    'https://nav..no',
    'https://nav.no./',
    'https://nav.no/%zz',
    'https://nav.no/<script>',
    'https://nav.no:123456/',
    'https://nav.no:/x',
    'https://nav.no\n',
    `https://${'a.'.repeat(130)}no`,
  ])('%j is not complete', (link) => {
    expect(parseLinkAddress(link)).toEqual({ outcome: 'INVALID' });
  });

  test('may go to the hosts of the list, and to those below a starred one', () => {
    const hosts = createLinkHosts(['*.nav.no', 'Dialog.Example.com']);
    expect(['www.nav.no', 'a.b.nav.no', 'dialog.example.com'].every((host) => isLinkHostAllowed(hosts, host))).toBe(
      true,
    );
    expect(
      ['nav.no', 'xnav.no', 'nav.no.example.com', 'example.com', 'a.dialog.example.com'].some((host) =>
        isLinkHostAllowed(hosts, host),
      ),
    ).toBe(false);
  });
});

describe('a phone number', () => {
  test.each([
    '99999999',
    '41234567',
    '+4799999999',
    '004799999999',
    '+47 999 99 999',
    '999 99 999',
    '+46701234567',
    '+12025550123',
  ])('%s can get an SMS', (text) => {
    expect(isPhoneNumber(text)).toBe(true);
  });

  test.each([
    '',
    '22225555',
    '+4722225555',
    '9999999',
    '999999999',
    '+47999999990',
    '+0701234567',
    'a99999999',
    '99999999a',
    '+',
    '99-99-99-99',
    '９９９９９９９９',
  ])('%j can not', (text) => {
    expect(isPhoneNumber(text)).toBe(false);
  });
});

describe('an e-mail address', () => {
  test.each(['post@example.com', 'fornavn.etternavn+varsel@sub.example.no', "o'neil@example.com", 'post@blåbær.no'])(
    '%s is one',
    (text) => {
      expect(isEmailAddress(text)).toBe(true);
    },
  );

  test.each([
    '',
    '@',
    'a@',
    '@b.no',
    'a@b',
    'a b@example.com',
    'a@@example.com',
    'a@example..com',
    '.a@example.com',
    'a.@example.com',
    'Navn <a@example.com>',
    'a@example.com,b@example.com',
    'a@example.com\n',
    `${'a'.repeat(65)}@example.com`,
    `a@${'b'.repeat(250)}.no`,
  ])('%j is not', (text) => {
    expect(isEmailAddress(text)).toBe(false);
  });
});

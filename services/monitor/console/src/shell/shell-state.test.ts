import { describe, expect, test } from '@jest/globals';
import { html } from 'lit-html';
import { type AnyPage, withQuery } from '../page.ts';
import { ApiError, Disconnected } from './api.ts';
import { isOtherPage, parsePlace } from './router.ts';
import { afterFailure, afterLoad, afterMove, firstState } from './shell-state.ts';

const pageOf = (name: string): AnyPage => ({ name, title: name, load: async () => () => html`` });
const pages = ['', 'lag', 'producers'].map(pageOf);
const placeOf = (pathname: string, search = '') => parsePlace({ pathname, search }, pages);
const draw = () => html``;

describe('an address', () => {
  test.each([
    ['/console/', '', []],
    ['/console/lag', 'lag', []],
    ['/console/lag/', 'lag', []],
    ['/console/producers/team%20a', 'producers', ['team a']],
    ['/console/producers/%', 'producers', ['%']],
  ])('%s is the page %j with %j', (pathname, name, path) => {
    const place = placeOf(pathname);
    expect([place.page?.name, place.path]).toEqual([name, path]);
  });

  test('of no page is none', () => expect(placeOf('/console/nothing').page).toBeNull());

  test('that differs in its choices is the same page', () => {
    expect(isOtherPage(placeOf('/console/lag', '?group=a'), placeOf('/console/lag'))).toBe(false);
    expect(isOtherPage(placeOf('/console/producers/a'), placeOf('/console/producers/b'))).toBe(true);
  });

  test('takes choices and leaves out empty ones', () => {
    const query = new URLSearchParams('group=a&page=2');
    expect(withQuery('/console/lag', query, { page: null, topic: 'b c' })).toBe('/console/lag?group=a&topic=b+c');
    expect(withQuery('/console/lag', query, { page: null, group: '' })).toBe('/console/lag');
  });
});

describe('what was seen', () => {
  const seen = afterLoad(firstState(placeOf('/console/lag')), draw, 100);

  test('stays when nobody answers any more, with the time of the last answer', () => {
    expect(afterFailure(seen, new Disconnected('away'), 200)).toMatchObject({
      isConnected: false,
      answeredAt: 100,
      draw,
    });
  });

  test('stays when the monitor has a fault, and goes when it says no', () => {
    const failed = (status: number) => afterFailure(seen, new ApiError(status, 'X', '', null), 200);
    expect(failed(503)).toMatchObject({ isConnected: true, answeredAt: 200, draw });
    expect(failed(404)).toMatchObject({ isConnected: true, draw: null });
  });

  test('is of now again after the next answer', () => {
    const away = afterFailure(seen, new Disconnected('away'), 200);
    expect(afterLoad(away, draw, 300)).toMatchObject({ isConnected: true, answeredAt: 300, failure: null });
  });

  test('goes with another page, and stays with another choice of the same', () => {
    expect(afterMove(seen, placeOf('/console/'), true).draw).toBeNull();
    expect(afterMove(seen, placeOf('/console/lag', '?group=a'), false).draw).toBe(draw);
  });
});

/** The page of the AsyncAPI document: all of it, and nothing from elsewhere. */
import { describe, expect, test } from '@jest/globals';
import { EVENT_SCHEMA_NAMES, readEventSchema } from '@varselvakt/codec';
import { topicDeclarations } from '@varselvakt/kafka';
import { createAsyncApiDocument } from './asyncapi-document.ts';
import { renderAsyncApiPage } from './asyncapi-page.ts';

const document = createAsyncApiDocument(topicDeclarations('notifications.'), '9.9.9');
const page = renderAsyncApiPage(document);

describe('the page', () => {
  test('names every topic, and what is written to it', () => {
    for (const { address } of Object.values(document.channels)) expect(page).toContain(`<code>${address}</code>`);
    expect(page).toContain('Version 9.9.9');
  });

  test.each(EVENT_SCHEMA_NAMES)('tells every field of %s and what it is for', (name) => {
    const fields = [...JSON.stringify(readEventSchema(name)).matchAll(/"name":"(\w+)","type"/g)].map(([, one]) => one);
    expect(fields.length).toBeGreaterThan(5);
    for (const field of fields) expect(page).toContain(`<code>${field}</code>`);
    for (const { doc } of readEventSchema(name).fields)
      expect(page).toContain((doc ?? '').slice(0, 20).replace(/[<>&"].*/, ''));
  });

  test('leads nowhere that is not there', () => {
    const ids = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    const links = [...page.matchAll(/href="([^"]+)"/g)].map(([, href]) => href ?? '');
    expect(links.length).toBeGreaterThan(40);
    for (const href of links.filter((one) => one !== 'asyncapi.yaml')) expect(ids).toContain(href.slice(1));
  });

  test('loads and runs nothing', () => {
    expect(page).not.toMatch(/<script|<link|<img|<iframe|@import|url\(|\son\w+=|https?:\/\//i);
  });

  test('closes what it opens', () => {
    const open: string[] = [];
    for (const [, slash, tag = ''] of page.matchAll(/<(\/?)([a-z][a-z0-9]*)[^>]*>/g)) {
      if (tag === 'meta') continue;
      if (slash === '') open.push(tag);
      else expect(open.pop()).toBe(tag);
    }
    expect(open).toEqual([]);
  });
});

test('what a schema says cannot become markup', () => {
  const [first] = Object.values(document.components.messages);
  const hostile = { ...first, summary: '<script>alert("x")</script>' } as NonNullable<typeof first>;
  const spoiled = renderAsyncApiPage({ ...document, components: { messages: { ProducerEvent: hostile } } });
  expect(spoiled).toContain('&lt;script&gt;alert(&quot;x&quot;)');
  expect(spoiled).not.toContain('<script');
});

/** `publish` without a server: what is judged, and what is never sent. */
import { describe, expect, test } from '@jest/globals';
import { sampleEvent } from '@varselvakt/rules';
import { runVarselvakt } from '../testing/run-varselvakt.ts';
import { parseEvents } from './parse-events.ts';

const event = { ...sampleEvent('MessageCreated', { now: Date.now() }) };
const marker = 'hemmelig-3f9a';

const nowhere = { KAFKA_BROKERS: '127.0.0.1:1', KAFKA_SCHEMA_REGISTRY: 'http://127.0.0.1:1' };
const publish = (input: string, ...args: readonly string[]) =>
  runVarselvakt(['publish', ...args], { input, environment: nowhere });

describe('events are read', () => {
  const json = JSON.stringify(event);
  test.each([
    ['one as JSON', JSON.stringify(event, undefined, 2), 1],
    ['one a line', `${json}\n\n${json}\n`, 2],
    ['an array', `[${json},${json}]`, 2],
    ['YAML documents', `${json}\n---\n${json}`, 2],
    ['nothing', '  \n', 0],
  ])('%s', (_what, text, count) => {
    const parsed = parseEvents(text);
    expect(parsed.map(({ ok }) => ok)).toEqual(Array.from({ length: count }, () => true));
  });

  test.each([['{'], ['a: [b'], ['*nowhere'], ['"text"'], ['42']])('%j is a fault that repeats nothing', (text) => {
    expect(parseEvents(text)).toEqual([{ ok: false, message: expect.not.stringContaining(text) }]);
  });
});

describe('publish', () => {
  test('without --send only says what could be published', () => {
    const { status, stdout, stderr } = publish(JSON.stringify(event));
    expect([status, stdout]).toEqual([0, `stdin#1 ACCEPTED MessageCreated ${event.eventId}\n`]);
    expect(stderr).toContain('add --send');
  });

  test('sends nothing when one of them would be refused', () => {
    const bad = { ...event, body: { ...event.body, link: `http://${marker}.example` } };
    const { status, stdout, stderr } = publish(`${JSON.stringify(event)}\n${JSON.stringify(bad)}`, '--send');
    expect(status).toBe(1);
    expect(stdout).toContain('  block LINK_NOT_HTTPS body.link');
    expect(stderr).toContain('1 of 2 would be refused: nothing was published');
    expect(stdout + stderr).not.toContain(marker);
  });

  test.each([
    ['people', []],
    ['programs', ['--json']],
  ])('repeats no id that is none, for %s', (_, args) => {
    const { status, stdout, stderr } = publish(JSON.stringify({ ...event, eventId: marker }), ...args);
    expect(status).toBe(1);
    expect(stdout).toContain('EVENT_ID_INVALID');
    expect(stdout + stderr).not.toContain(marker);
  });

  test('sends nothing when one of them cannot be read, and repeats nothing of it', () => {
    const { status, stdout, stderr } = publish(`${JSON.stringify(event)}\n{"eventId":"${marker}"}`, '--send');
    expect(status).toBe(2);
    expect(stdout).toMatch(/stdin#2 does not fit the schema ProducerEvent at aggregateId,/);
    expect(stdout + stderr).not.toContain(marker);
  });

  test('ends with 3 when there is no connection', () => {
    expect(publish(JSON.stringify(event), '--send').status).toBe(3);
  });
});

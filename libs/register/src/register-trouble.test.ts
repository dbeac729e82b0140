/** What goes wrong with a register while services run on it: it is told, the last good register stays, and nothing is refused by accident. */
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { assessmentKinds, createRuleEngine, type Environment, sampleEvent } from '@varselvakt/rules';
import { publishedTerms } from '@varselvakt/terms';
import { contextOfRecord } from './context-of-record.ts';
import { loadRegister } from './load-register.ts';
import type { Register } from './register.ts';
import { formatRegisterFault } from './register-fault.ts';
import { type RegisterWatch, watchRegister } from './watch-register.ts';

const { validateEvent } = createRuleEngine();
const [version, hash] = [...publishedTerms][0] ?? [];

const good = `terms: { version: "${version}" }
allowedLinkHosts: ["*.nav.no"]
producers:
  - id: tilskudd-demo
    team: A
    contacts: { chat: c }
    environments: [dev, prod]
    identityPolicy: { prod: claim }
    terms: { version: "${version}", hash: ${hash}, acceptedBy: B, role: R, at: "2026-01-02T00:00:00Z" }
    labels:
      - name: Tilskudd
        retention: { default: P4M }
        legalBasis: { code: 6.1.e, processingRecord: B-1 }
        archive: { kind: elsewhere }
        privacyNotice: https://www.nav.no/personvern
        assessments:
${assessmentKinds.map((kind) => `          - { kind: ${kind}, reference: R, owner: O, date: "2026-01-02" }\n`).join('')}`;
const other = (id: string, label: string) =>
  `producers: [{ id: ${id}, team: B, contacts: { chat: c }, environments: [prod], labels: [{ name: ${label} }] }]\n`;

/** What becomes in prod of an event that was published a moment ago. */
const judge = (register: Register, environment: Environment = 'prod') => {
  const now = Date.now();
  const event = sampleEvent('MessageCreated', { now });
  const place = { environment, now, topic: 'notifications.inbound', key: event.aggregateId };
  const { verdict, findings } = validateEvent(event, contextOfRecord(register, event, place));
  return { verdict, codes: findings.map(({ code }) => code) };
};

const eventually = async (isSo: () => boolean): Promise<void> => {
  const deadlineAt = performance.now() + 60_000;
  while (!isSo()) {
    if (performance.now() > deadlineAt) throw new Error('It did not happen in time');
    await delay(5);
  }
};

let root: string;
let folder: string;
let watch: RegisterWatch;
let told: string[];
let switches: number;
let changes: number;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'varselvakt-trouble-'));
  folder = join(root, 'register');
  changes = 0;
  await put(usual);
  const first = await loadRegister(folder);
  if (first.outcome === 'FAULTY') throw new Error(first.faults.map(formatRegisterFault).join('\n'));
  told = [];
  switches = 0;
  watch = watchRegister({
    path: folder,
    register: first.register,
    intervalMs: 5,
    onReloaded: () => {
      switches += 1;
    },
    onFaulty: (faults) => told.push(...faults.map(formatRegisterFault)),
    onUnreadable: () => told.push('unreadable'),
  });
});
afterEach(async () => {
  await watch.close();
  await rm(root, { recursive: true });
});

type Files = Readonly<Record<string, string>>;
const usual: Files = { 'a.yaml': good, 'b.yaml': other('b-demo', 'B') };

/** All files at once, as a checkout that is swapped in: whoever looks meanwhile finds no folder, never a part of a change. */
const put = async (files: Files): Promise<void> => {
  changes += 1;
  const next = join(root, `next-${changes}`);
  await mkdir(next);
  for (const [name, text] of Object.entries(files)) await writeFile(join(next, name), text);
  await rename(folder, join(root, `past-${changes}`)).catch(() => undefined);
  await rename(next, folder);
};

const change = (text: string, from: string, to: string): string => {
  expect(text).toContain(from);
  return text.replace(from, to);
};

const troubles: readonly (readonly [what: string, files: Files | null, words: string])[] = [
  ['broken YAML', { ...usual, 'b.yaml': 'producers: [' }, 'b.yaml:1:'],
  ['a label claimed twice', { ...usual, 'c.yaml': other('c-demo', 'Tilskudd') }, 'c.yaml:1:'],
  ['an acceptance in the future', { ...usual, 'a.yaml': change(good, '2026-01-02T00', '2999-01-02T00') }, 'a.yaml:9:'],
  [
    'a hash that is no version of the terms',
    { ...usual, 'a.yaml': change(good, `${hash}`, 'ab'.repeat(32)) },
    'terms.hash: is not the hash',
  ],
  [
    'terms that do not exist',
    { ...usual, 'a.yaml': good.replaceAll(`"${version}"`, '"2031-01"') },
    'is not a version of the terms of use',
  ],
  ['the folder gone', null, 'There is no such file or folder'],
  ['the folder emptied', {}, 'There is no YAML file here'],
  ['every producer gone', { 'a.yaml': '', 'b.yaml': '' }, 'There are no producers'],
];

describe('a running service', () => {
  test.each(troubles)(
    'with %s says so, keeps the last good register, and follows the repaired one',
    async (...[, files, words]) => {
      const before = watch.current();
      if (files === null) await rename(folder, join(root, 'elsewhere'));
      else await put(files);
      await eventually(() => told.some((fault) => fault.includes(words)));
      expect(watch.current()).toBe(before);
      expect(judge(watch.current())).toEqual({ verdict: 'ACCEPTED', codes: [] });
      expect(switches).toBe(0);

      await put({ ...usual, 'd.yaml': other('d-demo', 'D') });
      await eventually(() => watch.current().producers.has('d-demo'));
      expect(judge(watch.current()).verdict).toBe('ACCEPTED');
    },
  );

  test('says a lasting trouble once, not with every look', async () => {
    await put({ ...usual, 'b.yaml': 'producers: [' });
    await eventually(() => told.some((fault) => fault.includes('b.yaml')));
    const count = told.length;
    await delay(60);
    expect(told).toHaveLength(count);
  });
});

describe('events in flight', () => {
  test('of a producer that was taken out are refused with a clear word, and nobody else’s are', async () => {
    await put({ ...usual, 'a.yaml': 'allowedLinkHosts: ["*.nav.no"]\n' });
    await eventually(() => switches > 0);
    expect(judge(watch.current()).codes).toContain('PRODUCER_UNKNOWN');
    expect(watch.current().producers.has('b-demo')).toBe(true);
    await put(usual);
    await eventually(() => switches > 1);
    expect(judge(watch.current()).verdict).toBe('ACCEPTED');
  });

  test('of a producer that was renamed are refused as from nobody, not as from a thief of its label', async () => {
    await put({ ...usual, 'a.yaml': change(good, 'id: tilskudd-demo', 'id: nytt-navn') });
    await eventually(() => switches > 0);
    expect(judge(watch.current())).toEqual({ verdict: 'REJECTED', codes: ['PRODUCER_UNKNOWN'] });
  });

  test('are judged by one register from the first of a batch to the last', async () => {
    const ofBatch = watch.current();
    await put({ ...usual, 'a.yaml': change(good, 'id: tilskudd-demo', 'id: nytt-navn') });
    await eventually(() => switches > 0);
    expect(judge(ofBatch).verdict).toBe('ACCEPTED');
  });
});

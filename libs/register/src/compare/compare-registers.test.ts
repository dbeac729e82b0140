import { describe, expect, test } from '@jest/globals';
import { parseRegister } from '../parse-register.ts';
import { compareRegisters } from './compare-registers.ts';

const hash = 'a'.repeat(64);
const accepted = `{ version: "2026-01", hash: ${hash}, acceptedBy: x, role: r, at: "2026-01-01T00:00:00Z" }`;
const facts = {
  now: Date.UTC(2026, 5, 1),
  terms: new Map([
    ['2026-01', hash],
    ['2026-05', hash],
  ]),
};
const register = (text: string) => {
  const result = parseRegister([{ name: 'register.yaml', text }], facts);
  if (result.outcome !== 'LOADED') throw new Error(JSON.stringify(result.faults));
  return result.register;
};
const head = 'id: a, team: A, contacts: { chat: c }, environments: [dev]';
const before = register(`
terms: { version: "2026-01" }
producers:
  - { ${head}, terms: ${accepted},
      labels: [{ name: L, retention: { default: P4M, max: P1Y }, channels: [sms, email] }, { name: Old }] }
  - { id: b, team: B, contacts: { chat: c }, environments: [dev] }
`);

const tell = (text: string) =>
  compareRegisters(before, register(text)).map(
    ({ producerId, effect, sentence }) => `${producerId} ${effect} ${sentence}`,
  );

describe('the difference of two registers', () => {
  test('is nothing where nothing changed but layout and order', () => {
    expect(compareRegisters(before, before)).toEqual([]);
  });

  test('says who comes, who goes, and what becomes of their events', () => {
    const changes = tell(`
terms: { version: "2026-01" }
producers:
  - { ${head}, terms: ${accepted},
      labels: [{ name: L, retention: { default: P4M, max: P1Y }, channels: [sms, email] }, { name: New }] }
  - { id: c, team: C, contacts: { chat: c }, environments: [dev] }
`);
    expect(changes).toEqual([
      'c ACCEPTS is a new producer',
      'b REFUSES is no longer a producer: its events are refused; what is stored of it stays until its deletion',
      'a ACCEPTS gains the label "New"',
      'a REFUSES loses the label "Old": events under it are refused',
    ]);
  });

  test('says what a label’s events have to expect', () => {
    const changes = tell(`
terms: { version: "2026-01" }
producers:
  - { ${head}, terms: ${accepted},
      labels: [{ name: L, retention: { max: P2Y, clamp: true }, channels: [email] }, { name: Old, severities: { prod: { EXTERNAL_LINK: block } } }] }
  - { id: b, team: B, contacts: { chat: c }, environments: [dev] }
`);
    expect(changes).toEqual([
      'a REFUSES label "L": events without a retention of their own get none instead of P4M: without one they are refused',
      'a RETENTION label "L": the longest retention is P2Y instead of P1Y; deletions already planned stay as they are',
      'a ACCEPTS label "L": a retention outside its limits is moved to the limit, with a warning, instead of refused',
      'a REFUSES label "L": channels: sms is no longer allowed',
      'a REFUSES label "Old": EXTERNAL_LINK is block instead of as the rule says in prod',
    ]);
  });

  test('says what a label gains and loses before prod, and which declarations have other words', () => {
    const labels = (words: string) => `
terms: { version: "2026-01" }
producers: [{ ${head}, labels: [{ name: L, ${words} }] }]`;
    const assessment = (kind: string) => `{ kind: ${kind}, reference: r, owner: o, date: "2026-01-01" }`;
    const earlier = register(
      labels(`archive: { kind: elsewhere, reason: Sak }, purpose: x, assessments: [${assessment('content')}]`),
    );
    const later = register(
      labels(`archive: { kind: not-subject }, privacyNotice: https://a.no, assessments: [${assessment('archive')}]`),
    );
    const changes = compareRegisters(earlier, later).map(({ effect, sentence }) => `${effect} ${sentence}`);
    expect(changes).toEqual([
      'REFUSES label "L": ASSESSMENT_MISSING (content) begins to hold: warned in dev, refused in prod',
      'ACCEPTS label "L": ASSESSMENT_MISSING (archive) is settled',
      'ACCEPTS label "L": PRIVACY_NOTICE_MISSING is settled',
      'NONE label "L": purpose is none instead of x',
      'NONE label "L": archive is not-subject instead of elsewhere Sak',
      'NONE label "L": privacy notice is https://a.no instead of none',
    ]);
  });

  test('says when a producer ends', () => {
    const ending = (words: string) => register(`producers: [{ ${head}${words} }]`);
    expect(compareRegisters(ending(''), ending(', offboardsAt: "2027-01-01T00:00:00Z"'))).toEqual([
      { producerId: 'a', effect: 'NONE', sentence: 'offboarding is 2027-01-01T00:00:00.000Z instead of not planned' },
    ]);
  });

  test('says what changes for a producer, and when new terms begin to count', () => {
    const changes = tell(`
terms: { version: "2026-05", graceEndsAt: "2027-01-01T00:00:00Z" }
producers:
  - { id: a, team: A2, contacts: { chat: c }, environments: [dev, prod], topics: [t.a], identityPolicy: { dev: topic },
      labels: [{ name: L, environments: [dev], retention: { default: P4M, max: P1Y }, channels: [sms, email] }, { name: Old, environments: [dev] }] }
  - { id: b, team: B, contacts: { chat: c }, environments: [dev] }
`);
    expect(changes).toEqual([
      'null REFUSES version 2026-05 of the terms of use is in force; who has accepted another is refused in prod from 2027-01-01T00:00:00.000Z',
      'a ACCEPTS may publish in prod',
      'a ACCEPTS alone may write to t.a; what others write there is refused',
      'a REFUSES must write to a topic of its own in dev; on the shared one its events are refused',
      'a REFUSES has not accepted the terms of use any more: refused in prod',
      'a NONE team is A2 instead of A',
    ]);
  });
});

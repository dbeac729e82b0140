import { describe, expect, test } from '@jest/globals';
import { parseRegister } from './parse-register.ts';
import { formatRegisterFault } from './register-fault.ts';

const hash = 'ab'.repeat(32);
const facts = {
  now: Date.UTC(2026, 5, 15, 9),
  terms: new Map([
    ['2026-01', hash],
    ['2026-06', 'cd'.repeat(32)],
  ]),
};

const acceptance = { version: '"2026-01"', hash, acceptedBy: 'B', role: 'R', at: '"2026-02-01T09:00:00+01:00"' };
const entry = (changes: Partial<typeof acceptance> = {}, more = '', label = '') => `terms: { version: "2026-01" }
producers:
  - id: a
    team: A
    contacts: { chat: c }
    environments: [dev, prod]
    terms:
${Object.entries({ ...acceptance, ...changes })
  .map(([key, value]) => `      ${key}: ${value}\n`)
  .join('')}${more}    labels:
      - name: L
${label}`;

const faultsOf = (text: string, at = facts) => {
  const result = parseRegister([{ name: 'a.yaml', text }], at);
  return result.outcome === 'FAULTY' ? result.faults.map(formatRegisterFault) : [];
};
const assessed = (words: string) =>
  `        assessments:\n          - { kind: content, reference: R, owner: O, ${words} }\n`;

describe('an acceptance of the terms', () => {
  test('of a published version by its hash, in the past, is good', () => {
    expect(faultsOf(entry())).toEqual([]);
  });

  test.each([
    [
      { version: '"2025-01"' },
      '8:7 producers[0].terms.version: is not a version of the terms of use; there are: 2026-01, 2026-06',
    ],
    [
      { hash: 'cd'.repeat(32) },
      '9:7 producers[0].terms.hash: is not the hash of version 2026-01; "varselvakt terms show 2026-01" prints it last',
    ],
    [{ at: '"2026-06-15T09:00:01Z"' }, '12:7 producers[0].terms.at: lies in the future'],
    [{ at: '"2025-12-31T23:59:59+01:00"' }, '12:7 producers[0].terms.at: is before version 2026-01 was published'],
  ])('with %j is told with file, line and column', (changes, fault) => {
    expect(faultsOf(entry(changes))).toEqual([`a.yaml:${fault}`]);
  });

  test('without hash or role is none', () => {
    const text = entry().replace(/ {6}(hash|role): .*\n/g, '');
    expect(faultsOf(text)).toHaveLength(2);
  });
});

describe('the dates of a register', () => {
  test('are in order: a producer ends after it has begun', () => {
    expect(faultsOf(entry({}, '    offboardsAt: "2026-02-01T08:00:00Z"\n'))).toEqual([
      'a.yaml:13:5 producers[0].offboardsAt: is not after the acceptance of the terms of use',
    ]);
    expect(faultsOf(entry({}, '    offboardsAt: "2026-03-01T00:00:00Z"\n'))).toEqual([]);
  });

  test.each([
    ['date: "2026-06-15"', []],
    ['date: "2026-06-17"', ['a.yaml:16:54 producers[0].labels[0].assessments[0].date: lies in the future']],
    [
      'date: "2026-06-31"',
      ['a.yaml:16:54 producers[0].labels[0].assessments[0].date: must be a day such as 2026-01-02'],
    ],
    [
      'date: "2026-06-01", validUntil: "2026-05-31"',
      ['a.yaml:16:74 producers[0].labels[0].assessments[0].validUntil: is before date'],
    ],
    // Nothing becomes a fault by time going by: what has run out is told with the events.
    ['date: "2026-01-01", validUntil: "2026-02-01"', []],
  ])('of an assessment with %s give %j', (words, expected) => {
    expect(faultsOf(entry({}, '', assessed(words)))).toEqual(expected);
  });

  test('of the terms in force are checked too', () => {
    const text = entry().replace('terms: { version: "2026-01" }', 'terms: { version: "2026-02" }');
    expect(faultsOf(text)).toEqual([
      'a.yaml:1:10 terms.version: is not a version of the terms of use; there are: 2026-01, 2026-06',
    ]);
    const grace = 'terms: { version: "2026-06", graceEndsAt: "2026-05-01T00:00:00Z" }';
    expect(faultsOf(entry().replace('terms: { version: "2026-01" }', grace))).toEqual([
      'a.yaml:1:30 terms.graceEndsAt: is before version 2026-06 was published',
    ]);
  });
});

describe('a declaration of a label', () => {
  test.each([
    ['archive: { kind: none }', 'archive.reason: must say why nothing is archived'],
    ['privacyNotice: http://nav.no', 'privacyNotice: must be an address that begins with https://'],
    ['legalBasis: { code: 9.9.z, processingRecord: B }', 'legalBasis.code: Invalid option'],
    ['noticeBeforeDeletion: soon', 'noticeBeforeDeletion: must be an ISO 8601 duration'],
  ])('%s is told as a fault', (words, fault) => {
    expect(faultsOf(entry({}, '', `        ${words}\n`))).toEqual([
      expect.stringContaining(`producers[0].labels[0].${fault}`),
    ]);
  });
});

describe('a good register', () => {
  const noticesOf = (text: string) => {
    const result = parseRegister([{ name: 'a.yaml', text }], facts);
    return result.outcome === 'LOADED' ? result.notices.map(formatRegisterFault) : ['faulty'];
  };

  test('is told what is missing before prod, each with its place', () => {
    const notices = noticesOf(entry({}, '', assessed('date: "2026-01-01", validUntil: "2026-06-14"')));
    expect(notices).toHaveLength(8);
    expect(notices).toContain(
      'a.yaml:14:9 producers[0].labels[0]: LEGAL_BASIS_MISSING: its events are refused in prod',
    );
    expect(notices).toContain(
      'a.yaml:14:9 producers[0].labels[0]: ASSESSMENT_EXPIRED (content): its events are warned in prod',
    );
  });

  test('is told nothing about labels that are only in dev, but whom nobody can reach', () => {
    const dev = 'producers:\n  - { id: a, team: A, environments: [dev], labels: [{ name: L }] }\n';
    expect(noticesOf(dev)).toEqual([
      'a.yaml:2:5 producers[0].contacts: CONTACT_MISSING: has neither chat nor e-mail; its events are warned',
    ]);
  });
});

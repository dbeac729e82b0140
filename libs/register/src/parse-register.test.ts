import { describe, expect, test } from '@jest/globals';
import { assessmentKinds, createRuleEngine, sampleEvent } from '@varselvakt/rules';
import { publishedTerms } from '@varselvakt/terms';
import { contextOfFile, contextOfRecord } from './context-of-record.ts';
import { parseRegister } from './parse-register.ts';
import { findLabel, findProducer, ownerOfTopic, type Register } from './register.ts';
import { formatRegisterFault } from './register-fault.ts';

const { validateEvent } = createRuleEngine();

const hash = publishedTerms.get('2026-01') ?? '';
const now = Date.UTC(2026, 0, 15, 9);
const full = `legalBasis: { code: 6.1.e, processingRecord: B-1 }
        archive: { kind: elsewhere }
        privacyNotice: https://www.nav.no/personvern
        assessments:
${assessmentKinds.map((kind) => `          - { kind: ${kind}, reference: R, owner: O, date: "2026-01-02" }`).join('\n')}`;

const good = `terms: { version: "2026-01" }
allowedLinkHosts: ["*.nav.no"]
producers:
  - id: tilskudd-demo
    team: Team A
    contacts: { chat: "#a" }
    environments: [dev, prod]
    topics: [inbound.a]
    terms: { version: "2026-01", hash: ${hash}, acceptedBy: B, role: R, at: "2026-01-01T00:00:00+01:00" }
    labels:
      - name: Tilskudd
        retention: { default: P4M, min: P1D, max: P2Y }
        ${full}
`;

const parse = (...texts: readonly string[]) =>
  parseRegister(
    texts.map((text, index) => ({ name: `${'abc'[index] ?? 'x'}.yaml`, text })),
    { now, terms: publishedTerms },
  );

const registerOf = (...texts: readonly string[]): Register => {
  const result = parse(...texts);
  if (result.outcome === 'FAULTY') throw new Error(result.faults.map(formatRegisterFault).join('\n'));
  return result.register;
};

const faultsOf = (...texts: readonly string[]): readonly string[] => {
  const result = parse(...texts);
  return result.outcome === 'FAULTY' ? result.faults.map(formatRegisterFault) : [];
};

describe('a good register', () => {
  const register = registerOf(good);

  test('finds producers, labels and the owners of labels and topics', () => {
    expect(findProducer(register, 'tilskudd-demo')).toMatchObject({ team: 'Team A', feedback: 'problems' });
    expect(findProducer(register, 'someone')).toBeNull();
    expect(findProducer(register, '__proto__')).toBeNull();
    expect(findLabel(register, 'Tilskudd')).toMatchObject({ ownerId: 'tilskudd-demo', environments: ['dev', 'prod'] });
    expect(findLabel(register, 'Tilskudd')?.ownerId).toBe('tilskudd-demo');
    expect(findLabel(register, 'tilskudd')).toBeNull();
    expect(ownerOfTopic(register, 'inbound.a')).toBe('tilskudd-demo');
    expect(ownerOfTopic(register, 'inbound')).toBeNull();
  });

  test('asks for proof of identity in prod and takes a claim in dev, unless it says otherwise', () => {
    expect(findProducer(register, 'tilskudd-demo')?.identityPolicy).toEqual({ dev: 'claim', prod: 'topic' });
  });

  test('gives events their context, from a topic and from a file', () => {
    const event = sampleEvent('MessageCreated', { now });
    const judge = (topic: string) =>
      validateEvent(
        event,
        contextOfRecord(register, event, { environment: 'prod', now, topic, key: event.aggregateId }),
      );
    expect(judge('inbound.a').findings).toEqual([]);
    expect(judge('inbound').findings.map(({ code }) => code)).toEqual(['PRODUCER_UNVERIFIED']);
    expect(validateEvent(event, contextOfFile(register, event, { environment: 'prod', now })).findings).toEqual([]);
  });

  test('keeps its hash over comments, layout and the order of keys and files, and changes it with any value', () => {
    const other = 'producers: [{ id: b, team: B, contacts: { chat: x }, environments: [dev] }]';
    const otherTurned = '# b\nproducers: [{ environments: [dev], contacts: { chat: x }, team: B, id: b }]';
    expect(registerOf(good, other).hash).toBe(registerOf(otherTurned, good).hash);
    expect(registerOf(good.replace('P2Y', 'P3Y')).hash).not.toBe(register.hash);
    expect(register.hash).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('a faulty register', () => {
  test('is told with every fault at once, each with file, line and column', () => {
    const text = `producers:
  - id: Feil Id
    team: ""
    contacts: { email: x }
    environments: [test]
    colour: red
    labels:
      - name: A
        retention: { max: 2 years }
`;
    expect(faultsOf(text)).toEqual([
      'a.yaml:2:5 producers[0].id: must be 1 to 63 of a-z, 0-9 and -',
      'a.yaml:3:5 producers[0].team: Too small: expected string to have >=1 characters',
      'a.yaml:4:17 producers[0].contacts.email: Invalid email address',
      'a.yaml:5:20 producers[0].environments[0]: Invalid option: expected one of "dev"|"prod"',
      'a.yaml:6:5 producers[0].colour: is not a known field',
      'a.yaml:9:22 producers[0].labels[0].retention.max: must be an ISO 8601 duration above zero such as P4M or P2Y',
    ]);
  });

  test('is told what it lacks, at the place where it should be', () => {
    expect(faultsOf('producers:\n  - id: a\n    environments: [dev]\n    contacts: { chat: x }\n')).toEqual([
      'a.yaml:2:5 producers[0].team: Invalid input: expected string, received undefined',
    ]);
  });

  test('cannot give a label, a topic or an id two owners, in one file or in several', () => {
    const second = good.replace('terms: { version: "2026-01" }\n', '').replace('id: tilskudd-demo', 'id: b');
    expect(faultsOf(good, second)).toEqual([
      'b.yaml:7:14 producers[0].topics[0]: is a topic that already has an owner',
      'b.yaml:10:9 producers[0].labels[0].name: is a label that already has an owner',
    ]);
    expect(
      faultsOf(good, 'producers: [{ id: tilskudd-demo, team: B, contacts: { chat: x }, environments: [dev] }]'),
    ).toEqual(['b.yaml:1:15 producers[0].id: is registered more than once']);
    expect(faultsOf(good, 'terms: { version: "2026-01" }')).toEqual([
      'b.yaml:1:1 terms: stands in another file already',
    ]);
  });

  test('cannot make a rule milder than its floor or name a code that is none', () => {
    const overrides = `${good}        severities: { dev: { TEXT_IDENTITY_NUMBER: warn, SMS_SEGMENTS: warn } }\n`;
    expect(faultsOf(overrides)).toEqual([
      'a.yaml:22:30 producers[0].labels[0].severities.dev.TEXT_IDENTITY_NUMBER: is milder than the rule allows',
    ]);
    expect(faultsOf(`${good}        severities: { dev: { NO_SUCH_CODE: warn } }\n`)).toHaveLength(1);
  });

  test('cannot have a default or a minimum beyond the maximum', () => {
    expect(faultsOf(good.replace('default: P4M', 'default: P3Y'))).toEqual([
      'a.yaml:12:22 producers[0].labels[0].retention.default: is longer than max',
    ]);
    expect(faultsOf(good.replace('min: P1D', 'min: P120W'))).toHaveLength(2);
  });

  test.each([
    ['a tab where YAML wants spaces', 'producers:\n\t- id: a\n'],
    ['a repeated key', 'producers: []\nproducers: []\n'],
    ['an open bracket', 'producers: [\n'],
    ['a list at the top', '- a\n'],
    ['plain text', 'hello\n'],
    ['an alias to nothing', 'producers: *a\n'],
    ['two documents', 'producers: []\n---\nproducers: []\n'],
  ])('with %s is told as a fault and never thrown', (_, text) => {
    expect(faultsOf(text).length).toBeGreaterThan(0);
    expect(faultsOf(text)[0]).toMatch(/^a\.yaml:[1-9][0-9]*:[1-9][0-9]* /);
  });
});

test('a register without producers is a fault: nobody means that', () => {
  for (const text of ['', '# nothing yet', 'terms: { version: "2026-01" }']) {
    expect(faultsOf(text)).toEqual(['a.yaml:1:1 producers: There are no producers']);
  }
});

import { describe, expect, test } from '@jest/globals';
import type { BodyType, ExternalMessage } from '@varselvakt/domain';
import { applyChanges } from './examples/apply-changes.ts';
import { sampleContext } from './examples/sample-context.ts';
import { sampleBody, sampleEvent } from './examples/sample-events.ts';
import { sampleNow } from './examples/sample-instants.ts';
import type { FieldClass, SampleChanges, SampleSituation } from './rule.ts';
import { createRuleEngine } from './rule-engine.ts';

const { validateEvent, judgeText } = createRuleEngine();

const judge = (type: BodyType, changes: SampleChanges = {}, situation: SampleSituation = {}) => {
  const event = applyChanges(sampleEvent(type), changes, sampleNow);
  return validateEvent(event, sampleContext(event, situation));
};

const told = (type: BodyType, changes: SampleChanges = {}, situation: SampleSituation = {}) =>
  judge(type, changes, situation).findings.map(({ code, severity, path }) => `${severity} ${code} ${path}`);

const inText = (text: string, fieldClass: FieldClass = 'in-app') =>
  judgeText(text, { path: null, fieldClass, form: 'TEXT' }, { environment: 'prod', overrides: null }).map(
    ({ severity, code, clause }) => `${severity} ${code} ${clause}`,
  );

const [sms] = sampleBody('TaskCreated').externalMessages as [ExternalMessage];
const [email] = sampleBody('MessageCreated').externalMessages as [ExternalMessage];
const [toResource] = sampleBody('AppointmentCreated').externalMessages as [ExternalMessage];
const messages = (...list: readonly ExternalMessage[]) => ({ 'body.externalMessages': list });

describe('personal data', () => {
  test.each([
    ['Ring 412 34 567', 'TEXT_PHONE', 'C8', 'C17'],
    ['Skriv til kari@example.com', 'TEXT_EMAIL_ADDRESS', 'C8', 'C17'],
    ['Utbetalt til konto 8601.11.17947', 'TEXT_ACCOUNT_NUMBER', 'C8', 'C17'],
    ['Gjelder den ansatte, født 13.09.1972', 'TEXT_BIRTH_DATE', 'C8', 'C17'],
    ['Den ansatte har fått påvist kreft', 'TEXT_SENSITIVE_HEALTH', 'C13', 'C16'],
    ['Levert til Bjørkelia 12, 0155 Oslo', 'TEXT_ADDRESS', 'C11', 'C11'],
  ])('in %p is told in-app and refused in SMS and e-mail, under the clause for each', (text, code, inApp, external) => {
    expect(inText(text)).toEqual([`warn ${code} ${inApp}`]);
    expect(inText(text, 'external')).toEqual([`block ${code} ${external}`]);
  });

  test('of an office is no more than told', () => {
    expect(inText('Skriv til post@example.com')).toEqual(['observe TEXT_EMAIL_ADDRESS C8']);
    expect(inText('Skriv til post@example.com', 'external')).toEqual(['warn TEXT_EMAIL_ADDRESS C17']);
  });

  test('is asked of texts; ids and links are asked for what never may be', () => {
    const groupId = 'Ring 412 34 567, 8601.11.17947';
    expect(told('MessageCreated', { groupId })).toEqual([]);
    expect(told('MessageCreated', { 'body.link': 'https://www.nav.no/x?e=kari%40example.com' })).toEqual([
      'warn TEXT_EMAIL_ADDRESS body.link',
    ]);
    expect(told('MessageCreated', { groupId: 'fnr 130972 48032' })).toEqual([
      expect.stringMatching(/TEXT_IDENTITY_NUMBER_LIKELY groupId$/),
    ]);
  });

  test('found several times in one field is told each time, up to twenty of a code', () => {
    const text = 'a@b.no '.repeat(30);
    const place = { path: null, fieldClass: 'in-app', form: 'TEXT' } as const;
    expect(judgeText(text, place, { environment: 'dev', overrides: null })).toHaveLength(30);
    expect(judge('MessageCreated', { 'body.text': text }).findings).toHaveLength(20);
  });
});

describe('overrides of the register', () => {
  const overriding = (severities: SampleChanges) => ({ label: { 'severities.dev': severities } });

  test('make a finding count only, so that it changes nothing', () => {
    const result = judge('MessageCreated', { 'body.text': 'Ring 412 34 567' }, overriding({ TEXT_PHONE: 'observe' }));
    expect(result).toMatchObject({ verdict: 'ACCEPTED', findings: [{ code: 'TEXT_PHONE', severity: 'observe' }] });
  });

  test('hold in their own environment alone, and may make a rule stricter', () => {
    const changes = { 'body.text': 'Ring 412 34 567' };
    expect(told('MessageCreated', changes, overriding({ TEXT_PHONE: 'block' }))).toEqual([
      'block TEXT_PHONE body.text',
    ]);
    expect(told('MessageCreated', changes, { ...overriding({ TEXT_PHONE: 'block' }), environment: 'prod' })).toEqual([
      'warn TEXT_PHONE body.text',
    ]);
  });

  test('reach down to the floor: a warning in SMS and e-mail, and no lower', () => {
    const changes = { 'body.externalMessages[0].text': 'Nav: Ring 412 34 567 om møtet. Se Altinn.' };
    const path = 'body.externalMessages[0].text';
    expect(told('TaskCreated', changes, overriding({ TEXT_PHONE: 'warn' }))).toEqual([`warn TEXT_PHONE ${path}`]);
    expect(told('TaskCreated', changes, overriding({ TEXT_PHONE: 'observe' }))).toEqual([`block TEXT_PHONE ${path}`]);
  });

  test.each(['TEXT_IDENTITY_NUMBER', 'TEXT_IDENTITY_NUMBER_LIKELY', 'TEXT_ADDRESS', 'EXTERNAL_HTML_UNSAFE'] as const)(
    'never lower %s where the terms say never',
    (code) => {
      const changes = {
        'body.externalMessages[0].htmlBody':
          '<p>Nav: Møtet om fnr 13097248022 og fødselsnr 13097248032 er i Bjørkelia 12, 0155 Oslo. Se Altinn.</p><script>x</script>',
      };
      for (const severity of ['warn', 'observe']) {
        expect(told('MessageCreated', changes, overriding({ [code]: severity }))).toContain(
          `block ${code} body.externalMessages[0].htmlBody`,
        );
      }
    },
  );
});

describe('an address', () => {
  const address = { 'body.text': 'Utstyret er levert til Bjørkelia 12, 0155 Oslo' };
  const strict = { label: { protectedAddress: 'strict' } };

  test('is told in-app, and refused under a label about people with protected addresses', () => {
    expect(told('MessageCreated', address)).toEqual(['warn TEXT_ADDRESS body.text']);
    expect(told('MessageCreated', address, strict)).toEqual(['block TEXT_ADDRESS body.text']);
    const lowered = { label: { ...strict.label, 'severities.dev': { TEXT_ADDRESS: 'warn' } } };
    expect(told('MessageCreated', address, lowered)).toEqual(['block TEXT_ADDRESS body.text']);
  });

  test('is refused where the recipient is a protected person, whatever the label says', () => {
    expect(told('MessageCreated', address, { recipientIsProtected: true })).toEqual([
      'block TEXT_PROTECTED_ADDRESS body.text',
    ]);
  });

  test('belongs in the place of an appointment, except where none may be named', () => {
    expect(told('AppointmentCreated')).toEqual([]);
    expect(told('AppointmentCreated', {}, strict)).toEqual(['block LOCATION_NOT_ALLOWED body.location']);
    expect(told('AppointmentCreated', {}, { recipientIsProtected: true })).toEqual([
      'block LOCATION_NOT_ALLOWED body.location',
    ]);
    expect(told('AppointmentCreated', { 'body.location': null }, strict)).toEqual([]);
    expect(told('AppointmentCreated', { 'body.location.address': 'Storgata 1, ring 412 34 567' })).toEqual([
      'warn TEXT_PHONE body.location.address',
    ]);
  });
});

describe('SMS and e-mail', () => {
  test('about the same are refused, told once at the SMS', () => {
    const expected = (index: number) => [`block EXTERNAL_BOTH_CHANNELS body.externalMessages[${index}]`];
    expect(told('TaskCreated', messages(sms, email))).toEqual(expected(0));
    expect(told('TaskCreated', messages(email, sms, sms))).toEqual(expected(1));
    expect(told('TaskCreated', messages(sms, { ...sms, phoneNumber: '+4741234567' } as ExternalMessage))).toEqual([]);
    expect(told('TaskCreated', messages(email, toResource))).toEqual([]);
  });

  test('to one Altinn resource in two ways are refused, to two resources they are not', () => {
    const byEmail = { ...toResource, channel: 'EMAIL' } as ExternalMessage;
    const another = { ...toResource, channel: 'EMAIL', resourceId: 'en-annen' } as ExternalMessage;
    expect(told('AppointmentCreated', messages(toResource, byEmail))).toEqual([
      'block EXTERNAL_BOTH_CHANNELS body.externalMessages[1]',
    ]);
    expect(told('AppointmentCreated', messages(toResource, another))).toEqual([]);
  });

  test('to an Altinn resource by SMS alone is told to use e-mail where it is given', () => {
    expect(told('AppointmentCreated', { 'body.externalMessages[0].channel': 'SMS' })).toEqual([
      'warn EXTERNAL_EMAIL_PREFERRED body.externalMessages[0].channel',
    ]);
  });

  test('that lack sender, place and subject are told all three, each part of an Altinn message by itself', () => {
    const changes = {
      'body.externalMessages[0].emailSubject': 'Ny melding',
      'body.externalMessages[0].emailHtmlBody': '<p>Hei!</p>',
    };
    const path = 'body.externalMessages[0].emailHtmlBody';
    expect(told('AppointmentCreated', changes)).toEqual([
      `warn EXTERNAL_SENDER_MISSING ${path}`,
      `warn EXTERNAL_WHERE_MISSING ${path}`,
      `warn EXTERNAL_WHAT_MISSING ${path}`,
    ]);
    const bySms = { ...changes, 'body.externalMessages[0].channel': 'SMS' };
    expect(told('AppointmentCreated', bySms)).toEqual([
      'warn EXTERNAL_EMAIL_PREFERRED body.externalMessages[0].channel',
    ]);
  });

  test('may say in the subject who writes and what it is about, and in visible text only', () => {
    const path = 'body.externalMessages[0].htmlBody';
    expect(told('MessageCreated', { [path]: '<p>Logg inn på Altinn.</p>' })).toEqual([]);
    expect(told('MessageCreated', { [path]: '<p>Hei!</p><p style="display:none">Logg inn på Altinn.</p>' })).toEqual([
      `warn EXTERNAL_WHERE_MISSING ${path}`,
    ]);
  });

  test('that are longer than a notification needs are told, and beyond the limit only refused', () => {
    const path = 'body.externalMessages[0].htmlBody';
    const paragraph = '<p>Logg inn på Altinn for å se søknaden om tilskudd.</p>';
    expect(told('MessageCreated', { [path]: paragraph.repeat(25) })).toEqual([`warn EXTERNAL_TOO_LONG ${path}`]);
    expect(told('MessageCreated', { [path]: paragraph.repeat(250) })).toEqual([`block TEXT_TOO_LONG ${path}`]);
  });

  test('with a link are told, in text, in HTML and in an address behind words', () => {
    const path = 'body.externalMessages[0].htmlBody';
    for (const html of ['<p>Se nav.no/sak</p>', '<p><a href="https://www.nav.no">Logg inn</a></p>']) {
      expect(told('MessageCreated', { [path]: html })).toEqual([`warn EXTERNAL_LINK ${path}`]);
    }
    expect(told('MessageCreated', { 'body.text': 'Se nav.no' })).toEqual([]);
  });
});

describe('an identity number over the seam of two fields', () => {
  test('is refused in both, in spans of their own', () => {
    const { findings } = judge('CaseOpened', {
      'body.title': 'Gjelder 130972',
      'body.additionalInfo': '48022 må svare',
    });
    expect(findings.map(({ code, path, start, end }) => [code, path, start, end])).toEqual([
      ['TEXT_IDENTITY_NUMBER', 'body.title', 8, 14],
      ['TEXT_IDENTITY_NUMBER', 'body.additionalInfo', 0, 5],
    ]);
  });

  test('is found between subject and body, with the place in the HTML', () => {
    const changes = {
      'body.externalMessages[0].subject': 'Melding fra Nav om 130972',
      'body.externalMessages[0].htmlBody': '<p>48022: søknaden. Logg inn på Altinn.</p>',
    };
    const { findings } = judge('MessageCreated', changes);
    expect(findings.map(({ code, start, end }) => [code, start, end])).toEqual([
      ['TEXT_IDENTITY_NUMBER', 19, 25],
      ['TEXT_IDENTITY_NUMBER', 3, 8],
    ]);
  });

  test('is not made of fields that nobody reads one after the other', () => {
    const altinn = {
      'body.externalMessages[0].emailHtmlBody': '<p>Nav: møte. Se Altinn. Sak 130972</p>',
      'body.externalMessages[0].smsText': '48022 er saken. Nav: møte. Se Altinn.',
    };
    expect(told('AppointmentCreated', altinn)).toEqual([]);
    expect(told('CaseOpened', { groupId: '130972', 'body.title': '48022 ansatte' })).toEqual([]);
  });
});

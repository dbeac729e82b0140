import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { sampleEvent, sampleNow } from '@varselvakt/rules';
import { sampleRegisterPath } from '@varselvakt/testkit';
import { createPreflight, preflight } from './preflight.ts';
import { readRegister } from './read-register.ts';

const now = () => sampleNow;
const message = sampleEvent('MessageCreated');
const withText = (text: string) => ({ ...message, body: { ...message.body, text } }) as typeof message;

describe('without a register', () => {
  test('the rules judge, and nobody asks who the producer is', () => {
    const stranger = { ...message, producerId: 'stranger', label: 'Ukjent' };
    expect(preflight(stranger, { environment: 'prod', now })).toMatchObject({ verdict: 'ACCEPTED', findings: [] });
  });

  test('a finding tells code, place, words in both languages and its documentation, never the value', () => {
    const judged = preflight(withText('Gjelder 13097248022.'), {
      environment: 'prod',
      now,
      documentationUrl: 'https://docs.example.com/rules',
    });
    expect(judged.verdict).toBe('REJECTED');
    expect(judged.findings).toEqual([
      expect.objectContaining({
        code: 'TEXT_IDENTITY_NUMBER',
        severity: 'BLOCK',
        path: 'body.text',
        start: 8,
        end: 19,
        messageNb: expect.stringMatching(/\w/),
        messageEn: expect.stringMatching(/\w/),
        remedyNb: expect.stringMatching(/\w/),
        remedyEn: expect.stringMatching(/\w/),
        documentation: 'https://docs.example.com/rules#text_identity_number',
      }),
    ]);
    expect(JSON.stringify(judged)).not.toContain('13097248022');
  });
});

describe('with a register', () => {
  test('owners and limits are judged too', async () => {
    const judge = createPreflight({ environment: 'dev', register: await readRegister(sampleRegisterPath), now });
    expect(judge(message).findings.map(({ code }) => code)).not.toContain('LABEL_NOT_OWNED');
    expect(judge({ ...message, label: 'Dialogmøte' })).toMatchObject({
      verdict: 'REJECTED',
      findings: expect.arrayContaining([expect.objectContaining({ code: 'LABEL_NOT_OWNED' })]),
    });
  });

  test('one that cannot be read is refused with the place of each fault', async () => {
    const path = join(import.meta.dirname, 'no-such-register');
    await expect(readRegister(path)).rejects.toMatchObject({
      code: 'REGISTER_FAULTY',
      retriable: false,
      message: expect.stringContaining(path),
    });
  });
});

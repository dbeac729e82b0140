import { describe, expect, test } from '@jest/globals';
import { sampleRegisterPath } from '@varselvakt/testkit';
import { loadFaultlessRegister } from '../../load-faultless-register.ts';
import { type PolicyOptions, readChangedPolicy } from './changed-policy.ts';

describe('the policy that is asked about', () => {
  test('is none where nothing is said: the present', async () => {
    expect(await readChangedPolicy({})).toBeNull();
  });

  test('is what options say of a label', async () => {
    const labels = await readChangedPolicy({ label: 'salary', retention: 'P1Y', max: 'P2Y', clamp: true });
    expect([...(labels ?? [])]).toEqual([
      [
        'salary',
        {
          retention: { default: 'P1Y', min: null, max: 'P2Y', clamp: true },
          severities: { dev: {}, prod: {} },
        },
      ],
    ]);
  });

  test('is what a register says, of all labels or of one, with options before it', async () => {
    const { labels } = await loadFaultlessRegister(sampleRegisterPath);
    expect(await readChangedPolicy({ register: sampleRegisterPath })).toEqual(labels);
    const [[name = '', label] = []] = labels;
    const changed = await readChangedPolicy({ register: sampleRegisterPath, label: name, retention: 'P9M' });
    expect([...(changed ?? [])]).toEqual([
      [name, { retention: { ...label?.retention, default: 'P9M' }, severities: label?.severities }],
    ]);
  });

  test.each<[PolicyOptions]>([
    [{ retention: 'P1Y' }],
    [{ label: 'salary' }],
    [{ label: 'salary', retention: '1 year' }],
    [{ label: 'salary', max: 'P0D' }],
    [{ label: 'no such label', register: sampleRegisterPath }],
    [{ register: '/nowhere' }],
  ])('is not guessed from %j', async (options) => {
    await expect(readChangedPolicy(options)).rejects.toMatchObject({ name: 'CommandError' });
  });
});

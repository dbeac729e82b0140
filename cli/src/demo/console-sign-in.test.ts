import { expect, test } from '@jest/globals';
import { createConsoleSignIn } from './console-sign-in.ts';

test('whoever starts the demo gets a code of their own, behind the # of an address', () => {
  const { variables, addressAt } = createConsoleSignIn({});
  const code = variables['MONITOR_SIGN_IN_CODE']?.split(':')[2] ?? '';
  expect(variables['MONITOR_SIGN_IN_CODE']).toMatch(/^[\w.-]+:operator:[\w-]{32}$/);
  expect(addressAt('http://127.0.0.1:1')).toBe(`http://127.0.0.1:1/console/sign-in#code=${code}`);
  expect(createConsoleSignIn({}).variables).not.toEqual(variables);
});

test.each(['MONITOR_TOKENS', 'MONITOR_TOKENS_FILE', 'MONITOR_SIGN_IN_CODE'])(
  'not where %s says who may come in',
  (name) => {
    const { variables, addressAt } = createConsoleSignIn({ [name]: 'kari:operator:…' });
    expect([variables, addressAt('http://127.0.0.1:1')]).toEqual([{}, 'http://127.0.0.1:1/console/']);
  },
);

import { expect, test } from '@jest/globals';
import { confirmByTyping } from './confirm-by-typing.ts';

const answering = (answer: string) => ({ ask: () => Promise.resolve(answer) });

test('the very name lets it go on, typed or given beforehand', async () => {
  await expect(confirmByTyping('team-a', undefined, answering(' team-a '))).resolves.toBeUndefined();
  await expect(confirmByTyping('team-a', 'team-a', answering('no'))).resolves.toBeUndefined();
});

test.each(['', 'y', 'yes', 'team-b', 'TEAM-A'])('%j does not', async (answer) => {
  await expect(confirmByTyping('team-a', undefined, answering(answer))).rejects.toMatchObject({ exitCode: 2 });
  await expect(confirmByTyping('team-a', answer, answering('team-a'))).rejects.toMatchObject({ exitCode: 2 });
});

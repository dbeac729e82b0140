import { expect, test } from '@jest/globals';
import { CommandError } from '../command-error.ts';
import { readSelection, type SelectionOptions } from './erase-selection.ts';

const id = '6F9619FF-8B86-7D11-B42D-00C04FC964FF';

test.each<[SelectionOptions, unknown]>([
  [{ aggregate: [id, id.toLowerCase()] }, { scope: 'AGGREGATES', aggregateIds: [id.toLowerCase()] }],
  [
    { group: 'g', label: 'l' },
    { scope: 'GROUP', groupId: 'g', label: 'l' },
  ],
  [{ producer: 'team-a' }, { scope: 'PRODUCER', producerId: 'team-a' }],
  [{ subject: true }, { scope: 'SUBJECT' }],
])('%j is understood', (options, expected) => {
  expect(readSelection(options)).toEqual(expected);
});

test.each<[SelectionOptions]>([
  [{}],
  [{ aggregate: ['x'] }],
  [{ group: 'g' }],
  [{ label: 'l' }],
  [{ label: 'l', subject: true }],
  [{ producer: 'a', subject: true }],
  [{ aggregate: [id], group: 'g', label: 'l' }],
])('%j is not guessed from', (options) => {
  expect(() => readSelection(options)).toThrow(CommandError);
});

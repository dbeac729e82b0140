import { expect, test } from '@jest/globals';
import { createProgram } from '../../cli/src/program.ts';
import { verbRuns } from './verb-runs.ts';

interface Verb {
  readonly name: () => string;
  readonly commands: readonly Verb[];
}

const namesOf = (verb: Verb, path: readonly string[]): readonly string[] =>
  verb.commands.length === 0
    ? [[...path, verb.name()].join(' ')]
    : verb.commands.flatMap((inner) => namesOf(inner, [...path, verb.name()]));

test('every verb of the command is run on poison: who adds one says how', async () => {
  const quiet = { print: () => undefined, printJson: () => undefined, say: () => undefined };
  const program = await createProgram(quiet, undefined);
  const verbs = program.commands.flatMap((verb) => namesOf(verb, []));
  expect(Object.keys(verbRuns).sort()).toEqual([...verbs].sort());
});

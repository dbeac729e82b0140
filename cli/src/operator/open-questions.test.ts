import { Readable } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import { openQuestions, type QuestionInput } from './open-questions.ts';

const pipe = (...pieces: readonly string[]): QuestionInput => Readable.from(pieces.map((piece) => Buffer.from(piece)));

describe('questions to a person', () => {
  test('are answered line by line, however the lines are cut into pieces', async () => {
    const said: string[] = [];
    const questions = openQuestions(pipe('fir', 'st\nsec', 'ond'), (text) => said.push(text));
    expect(await questions.askSecret('Who?')).toBe('first');
    expect(await questions.ask('Sure?')).toBe('second');
    await expect(questions.ask('Really?')).rejects.toMatchObject({ exitCode: 2 });
    expect(said).toEqual(['Who?', 'Sure?', 'Really?']);
  });

  test('switch echo off while a secret is typed on a terminal, and on again afterwards', async () => {
    const raw: boolean[] = [];
    const input = Object.assign(pipe('12\u007f3\rnext\n'), {
      isTTY: true,
      setRawMode: (isRaw: boolean) => raw.push(isRaw),
    });
    const questions = openQuestions(input, () => undefined);
    expect(await questions.askSecret('Number?')).toBe('13');
    expect(raw).toEqual([true, false]);
    expect(await questions.ask('Name?')).toBe('next');
    expect(raw).toEqual([true, false]);
  });

  test('end with 130 on Ctrl-C, and echo is on again', async () => {
    const raw: boolean[] = [];
    const input = Object.assign(pipe('12\u0003'), { isTTY: true, setRawMode: (isRaw: boolean) => raw.push(isRaw) });
    await expect(openQuestions(input, () => undefined).askSecret('Number?')).rejects.toMatchObject({ exitCode: 130 });
    expect(raw).toEqual([true, false]);
  });
});

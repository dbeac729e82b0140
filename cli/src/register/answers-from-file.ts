import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { CommandError, exitCodes } from '../command-error.ts';
import { type AnswerSource, findMisunderstanding, toAnswer } from './answer-source.ts';
import { labelKeys, producerKeys, type Question } from './register-questions.ts';

type Answers = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Answers =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const fault = (file: string, message: string): CommandError =>
  new CommandError(`${file}: ${message}; nothing is written.`, exitCodes.failed);

function parseAnswers(file: string, text: string): Answers {
  let data: unknown;
  try {
    data = parse(text);
  } catch {
    throw fault(file, 'is not readable as YAML or JSON');
  }
  if (!isRecord(data)) throw fault(file, 'holds no answers');
  const { labels = [], ...producer } = data;
  if (!Array.isArray(labels) || !labels.every(isRecord)) throw fault(file, 'labels is not a list of answers');
  for (const key of Object.keys(producer)) if (!producerKeys.includes(key)) throw fault(file, `"${key}" is not asked`);
  for (const [index, label] of labels.entries())
    for (const key of Object.keys(label))
      if (!labelKeys.includes(key)) throw fault(file, `"labels[${index}].${key}" is not asked`);
  return data;
}

const sayAs = (value: unknown): string => {
  if (value === undefined || value === null) return '';
  return Array.isArray(value) ? value.join(',') : String(value);
};

/** Answers from a YAML or JSON file, by the keys of the questions; those of labels below `labels`. Throws CommandError where it cannot be read. */
export async function answersFromFile(file: string): Promise<AnswerSource> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new CommandError(`There is no file ${file} to read answers from.`, exitCodes.usage);
  });
  const answers = parseAnswers(file, text);
  const labels = (answers['labels'] ?? []) as readonly Answers[];
  const find = ({ key }: Question, labelIndex: number | null): unknown =>
    labelIndex === null ? answers[key] : labels[labelIndex]?.[key];
  return {
    ask: async (question, labelIndex, check) => {
      const answer = toAnswer(question, sayAs(find(question, labelIndex)));
      const wrong = findMisunderstanding(question, answer) ?? check(answer);
      const place = labelIndex === null ? question.key : `labels[${labelIndex}].${question.key}`;
      if (wrong !== null) throw fault(file, `${place}: ${wrong}`);
      return answer;
    },
    hasAnotherLabel: async (labelCount) => labelCount < labels.length,
  };
}

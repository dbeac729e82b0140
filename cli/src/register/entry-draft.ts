import { parseRegister, type RegisterFacts, type RegisterResult } from '@varselvakt/register';
import { stringify } from 'yaml';

type Draft = { [key: string]: unknown };

/** An entry of the register that grows answer by answer. */
export interface EntryDraft {
  /** What the register would say of a value at a path below the producer such as `labels[0].retention.default`, or null when nothing. */
  readonly findFault: (path: string, value: unknown) => string | null;
  /** Puts a value in its place; null is left out. */
  readonly set: (path: string, value: unknown) => void;
  readonly toYaml: () => string;
  readonly check: () => RegisterResult;
}

const stepsOf = (path: string): readonly string[] => path.split(/[.[\]]+/).filter((step) => step !== '');

function put(target: Draft, steps: readonly string[], value: unknown): void {
  const [step = '', next, ...rest] = steps;
  if (next === undefined) {
    target[step] = value;
    return;
  }
  target[step] ??= /^[0-9]+$/.test(next) ? [] : {};
  put(target[step] as Draft, [next, ...rest], value);
}

/** An empty draft; `facts` are the clock and the terms of use that it is held to. */
export function createEntryDraft(facts: RegisterFacts): EntryDraft {
  // What every entry must have, so that each answer can be judged before the next one is given.
  let producer: Draft = { id: 'x', team: 'x', contacts: {}, environments: ['dev'], labels: [] };
  const toYaml = (entry: Draft): string => stringify({ producers: [entry] }, { lineWidth: 0 });
  const check = (entry: Draft) => parseRegister([{ name: 'answers', text: toYaml(entry) }], facts);
  return {
    findFault: (path, value) => {
      const trial = structuredClone(producer);
      put(trial, stepsOf(path), value);
      const result = check(trial);
      if (result.outcome === 'LOADED') return null;
      const place = `producers[0].${path}`;
      return result.faults.find((one) => one.path === place || one.path.startsWith(`${place}[`))?.message ?? null;
    },
    set: (path, value) => {
      const grown = structuredClone(producer);
      if (value !== null) put(grown, stepsOf(path), value);
      producer = grown;
    },
    toYaml: () => toYaml(producer),
    check: () => check(producer),
  };
}

import { readFileSync } from 'node:fs';
import { checkSchemaFile, type RegistryClient, type SchemaCheck, toSchemaText } from '@varselvakt/codec';
import { CommandError, exitCodes } from '../command-error.ts';
import { findJsonFault } from '../lint/json-fault.ts';

/** What a registry says of a schema under one subject. */
type RegistryVerdict = {
  readonly subject: string;
  /** Exactly this schema stands there. */
  readonly isRegistered: boolean;
  readonly isCompatible: boolean;
};

/** What became of one file. */
export type CheckedSchema = {
  readonly file: string;
  readonly text: string;
  readonly check: SchemaCheck | { readonly outcome: 'NOT_JSON'; readonly at: number };
  /** Empty where no registry was asked. */
  readonly verdicts: readonly RegistryVerdict[];
};

/** Subjects by the name of the record whose schema they hold. */
export type SubjectsOf = (schemaName: string) => readonly string[];

/** True when nothing keeps the file and what is released from reading each other. */
export const isSound = ({ check, verdicts }: CheckedSchema): boolean =>
  check.outcome === 'COMPARED' &&
  check.findings.every(({ severity }) => severity === 'warning') &&
  verdicts.every(({ isCompatible }) => isCompatible);

/** Compares one file with what is released. Throws CommandError for a file that cannot be read. */
export function checkFile(file: string): CheckedSchema {
  const text = readText(file);
  let schema: unknown;
  try {
    schema = JSON.parse(text);
  } catch {
    return { file, text, check: { outcome: 'NOT_JSON', at: findJsonFault(text) }, verdicts: [] };
  }
  return { file, text, check: checkSchemaFile(schema), verdicts: [] };
}

/** Asks a registry as well. Throws RegistryUnavailable; a retry may help. */
export async function askRegistry(
  checked: CheckedSchema,
  registry: Pick<RegistryClient, 'findRegistration' | 'isCompatible'>,
  subjectsOf: SubjectsOf,
): Promise<CheckedSchema> {
  if (checked.check.outcome !== 'COMPARED') return checked;
  const verdicts: RegistryVerdict[] = [];
  const text = toSchemaText(JSON.parse(checked.text));
  for (const subject of subjectsOf(checked.check.schemaName)) {
    const isRegistered = (await registry.findRegistration(subject, text)) !== undefined;
    const isCompatible = isRegistered || (await registry.isCompatible(subject, text));
    verdicts.push({ subject, isRegistered, isCompatible });
  }
  return { ...checked, verdicts };
}

function readText(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8').replace(/^\uFEFF/, '');
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'unreadable';
    throw new CommandError(`${file} cannot be read (${code}).`, exitCodes.usage, { cause });
  }
}

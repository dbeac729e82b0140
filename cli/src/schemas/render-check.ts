import type { SchemaFinding } from '@varselvakt/codec';
import type { Annotation } from '../github-annotation.ts';
import { type CheckedSchema, isSound } from './check-schemas.ts';
import { explainConflict, harmOf } from './conflict-words.ts';

/** One thing to tell of a file. */
type Remark = { readonly severity: 'error' | 'warning'; readonly at: number; readonly message: string };

const versionsOf = (versions: readonly number[]): string =>
  `version${versions.length === 1 ? '' : 's'} ${versions.join(', ')}`;

/** Where a field is declared: only where its name stands once, for a wrong place is worse than none. */
function placeOf(text: string, path: string): number {
  const field =
    path
      .split('.')
      .at(-1)
      ?.replace(/[[\]{}]/g, '') ?? '';
  const declared = [...text.matchAll(new RegExp(`"name"\\s*:\\s*"${field}"`, 'g'))];
  return field !== '' && declared.length === 1 ? (declared[0]?.index ?? 0) : 0;
}

function remarksOf({ text, check, verdicts }: CheckedSchema): readonly Remark[] {
  switch (check.outcome) {
    case 'NOT_JSON':
      return [{ severity: 'error', at: check.at, message: 'This is not JSON.' }];
    case 'NOT_AVRO':
      return [{ severity: 'error', at: 0, message: `This is no Avro schema that the pipeline reads: ${check.reason}` }];
    case 'NOT_OURS': {
      const message = `${check.name} is none of the released records: ProducerEvent, AcceptedEvent, HardDeleted and EventOutcome in the namespace no.varselvakt.`;
      return [{ severity: 'error', at: 0, message }];
    }
    case 'COMPARED':
      return [
        ...check.findings.map((finding) => ({
          severity: finding.severity,
          at: placeOf(text, finding.conflict.path),
          message: sentenceOf(finding),
        })),
        ...verdicts
          .filter(({ isCompatible }) => !isCompatible)
          .map(({ subject }) => ({
            severity: 'error' as const,
            at: 0,
            message: `The registry would refuse it under ${subject}.`,
          })),
      ];
    default:
      return check satisfies never;
  }
}

function sentenceOf(finding: SchemaFinding): string {
  const { path } = finding.conflict;
  const field = path === '' ? '' : `${path} `;
  return `${field}${explainConflict(finding)} (${versionsOf(finding.versions)}: ${harmOf(finding)})`;
}

function lineAndColumn(text: string, at: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, at).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** For people: what each file is, and each conflict with its place. */
export function renderText(checked: CheckedSchema): string {
  const { file, text, check, verdicts } = checked;
  const remarks = remarksOf(checked).map(({ severity, at, message }) => {
    const { line, column } = lineAndColumn(text, at);
    return `${file}:${line}:${column} ${severity} ${message}`;
  });
  if (check.outcome !== 'COMPARED') return remarks.join('\n');
  const verdict = isSound(checked) ? 'fits' : 'does NOT fit';
  const heading = `${file}: ${check.schemaName} ${verdict} released ${versionsOf(check.versions)}`;
  const asked = verdicts
    .filter(({ isCompatible }) => isCompatible)
    .map(({ subject, isRegistered }) => `${subject}: ${isRegistered ? 'stands there already' : 'would be taken'}`);
  return [heading, ...remarks, ...asked].join('\n');
}

/** For a workflow of GitHub. */
export function renderAnnotations(checked: CheckedSchema): readonly Annotation[] {
  const { file, text } = checked;
  return remarksOf(checked).map(({ severity, at, message }) => ({
    level: severity,
    file,
    ...lineAndColumn(text, at),
    title: 'schema',
    message,
  }));
}

/** For programs. */
export function renderJson(checked: CheckedSchema) {
  const { file, text, check, verdicts } = checked;
  const name = check.outcome === 'COMPARED' ? { schemaName: check.schemaName, versions: check.versions } : {};
  const remarks = remarksOf(checked).map(({ at, ...remark }) => ({ ...remark, ...lineAndColumn(text, at) }));
  const findings =
    check.outcome === 'COMPARED'
      ? check.findings.map((finding) => ({ ...finding, message: explainConflict(finding) }))
      : [];
  return { file, outcome: check.outcome, ...name, findings, remarks, registry: verdicts };
}

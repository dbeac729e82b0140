import { blockingCodes, type Seen, type Verdict } from './fate.ts';
import type { Place } from './observation.ts';
import type { Paint } from './paint.ts';
import type { Sample } from './sample.ts';

const TITLE_WIDTH = 44;

/** The lines that tell, for people, what became of one sample. */
export function toFateLines(
  index: number,
  sample: Sample,
  seen: Seen,
  verdict: Verdict,
  paint: Paint,
): readonly string[] {
  const mark = verdict === 'MET' ? paint.good('✓') : paint.bad('✗');
  const number = String(index + 1).padStart(2);
  const wanted = verdict === 'MET' ? [] : [paint.bad(`      expected ${describeExpected(sample)}`)];
  const [head, ...rest] = describe(sample, seen, paint);
  return [
    `${mark} ${number}  ${sample.title.padEnd(TITLE_WIDTH)} ${head}`,
    ...rest.map((line) => `      ${paint.faint(line)}`),
    ...wanted,
  ];
}

function describe(sample: Sample, seen: Seen, paint: Paint): readonly string[] {
  if (seen.deadLetter !== undefined) {
    return [`${paint.warn('dead letter')} ${seen.deadLetter.code}, ${where(seen.deadLetter.place)}`];
  }
  if (sample.expected.fate === 'DELETED' && seen.hardDeleted !== undefined) return [describeDeletion(seen, paint)];
  if (seen.outcome !== undefined && seen.outcome.outcome !== 'ACCEPTED') return describeOutcome(seen, paint);
  if (seen.accepted !== undefined) return [describeStored(seen, paint)];
  return [paint.faint(`nothing heard of it (expected ${describeExpected(sample)})`)];
}

function describeDeletion({ accepted, hardDeleted, tombstone, stored }: Seen, paint: Paint): string {
  // Negative where something else than its own retention deleted it: the producer, or its case.
  const delayMs = accepted?.deleteAt && tombstone ? tombstone.seenAt - accepted.deleteAt : -1;
  const delay = delayMs < 0 ? '' : `, ${(delayMs / 1_000).toFixed(1)} s after it was due`;
  const acknowledged = tombstone ? `tombstone at ${where(tombstone.logPlace)}` : 'no tombstone yet';
  const rows = stored === false ? 'no row left' : 'rows still there';
  return `${paint.good('deleted')} (${hardDeleted}), ${acknowledged}, ${rows}${delay}`;
}

function describeOutcome({ outcome, accepted }: Seen, paint: Paint): readonly string[] {
  if (outcome === undefined) return [];
  if (outcome.outcome === 'WARNED' && accepted !== undefined) {
    const warnings = [...new Set(outcome.findings.map(({ code }) => code))].join(', ');
    return [
      `${paint.good('stored')}, warned: ${warnings}`,
      ...outcome.findings.slice(0, 1).map(({ remedyEn }) => remedyEn),
    ];
  }
  const codes = blockingCodes(outcome);
  const others = codes.filter((code) => code !== outcome.outcome);
  const head = others.length > 0 ? ` ${others.join(', ')}` : '';
  const spans = outcome.findings
    .filter(({ severity }) => severity === 'BLOCK')
    .map(({ path, start, end }) => (start === null ? path : `${path} [${start}, ${end})`))
    .filter((text) => text !== null);
  const first = outcome.findings.find(({ severity }) => severity === 'BLOCK') ?? outcome.findings[0];
  return [
    `${paint.warn(outcome.outcome.toLowerCase())}${head}${spans.length > 0 ? paint.faint(`  ${spans.join(', ')}`) : ''}`,
    ...(first === undefined ? [] : [first.clause === null ? first.remedyEn : `${first.clause}: ${first.remedyEn}`]),
  ];
}

function describeStored({ accepted, stored }: Seen, paint: Paint): string {
  if (accepted === undefined) return '';
  const until =
    accepted.deleteAt === null ? '' : `, to be deleted ${new Date(accepted.deleteAt).toISOString().slice(0, 10)}`;
  return `${stored === true ? paint.good('stored') : 'accepted'} at ${where(accepted.logPlace)}${until}`;
}

function describeExpected({ expected }: Sample): string {
  switch (expected.fate) {
    case 'WARNED':
      return `stored, warned of ${expected.codes.join(', ')}`;
    case 'REFUSED':
      return `refused with ${expected.codes.join(', ')}`;
    case 'DEAD_LETTER':
      return `dead letter with ${expected.code}`;
    case 'DELETED':
      return `deleted, cause ${expected.cause}`;
    default:
      return expected.fate.toLowerCase();
  }
}

const where = ({ topic, partition, offset }: Place): string => `${topic.split('.').at(-1)} ${partition}/${offset}`;

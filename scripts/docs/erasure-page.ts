import type { TopicDeclaration } from '@varselvakt/kafka';
import type { ConfigSchema, Settings } from '@varselvakt/runtime';
import { createFigures } from './erasure-figures.ts';
import { type ErasurePlace, listErasurePlaces } from './erasure-places.ts';

/** docs/erasure.md: every place where personal data can be, and for how long, reckoned from settings and declared topics. */
export function renderErasurePage(
  schemas: readonly ConfigSchema<Settings>[],
  declarations: readonly TopicDeclaration[],
): string {
  const places = listErasurePlaces(createFigures(schemas, declarations));
  return [
    '# Where personal data can be, and for how long',
    '',
    '<!-- Written by `npm run docs` from the settings of the services and the declared topics; a test keeps it fresh. -->',
    '',
    'When the time of a case or notification is up and nobody holds it, the deleter takes it from the event log and from Postgres and writes',
    'a line into the ledger. This page says for every place how long something can still be found there, at most, with the default settings.',
    'Each figure is the sum of the settings named beside it: whoever changes one changes the figure.',
    '',
    '| where | what lies there | how it leaves | longest time | settings |',
    '|---|---|---|---|---|',
    ...places.map(toRow),
    '',
    ...clauseSection,
    '## What holds these figures',
    '',
    '- **The start checks.** The validator (inbound topics, dead letters) and the deleter (event log, every feedback topic, those of single producers too) compare `cleanup.policy`, `retention.ms`, `segment.ms`, `max.compaction.lag.ms` and',
    '  `delete.retention.ms` of the real topics with what is declared, at the start and every five minutes. Where one differs the service is not',
    '  ready and names topic, setting, both values and the remedy (`varselvakt topics apply`). The deleter is not ready either while a partition of',
    '  `event_content` has held erased bytes for 2 h longer than `CONTENT_REWRITE_HOURS`. `GET /internal/health/ready?verbose` says which.',
    '- **The sweep.** Every `ERASURE_SWEEP_HOURS` the deleter reads event log and tables again and asks the ledger about each id; `varselvakt erasure sweep`',
    '  does it at once. What it finds is tombstoned or deleted, counted (`notif_erasure_found_total`) and makes the deleter not ready until a sweep finds',
    '  nothing. Alert on `notif_erasure_last_sweep_found > 0` and on `time() - notif_erasure_last_verified_timestamp_seconds` above two intervals.',
    '- **The receipt.** `varselvakt erasure receipt <aggregateId>` shows the line of the ledger, its seal, and what the last sweep compared.',
    '- **The tests.** A marked text goes from an inbound topic to Postgres and is erased; afterwards no file of the broker’s log folder and no data file of',
    '  Postgres holds it, in UTF-8, UTF-16, hexadecimal or Base64 (`test/erasure/`). `pg_wal` is not searched: see its row.',
    '',
    '## What Kafka adds by itself',
    '',
    'Retention is looked at every `log.retention.check.interval.ms` (5 min), a removed segment is unlinked after `file.delete.delay.ms` (1 min), and the cleaner',
    'needs its time. Retention goes by the timestamps of records: brokers of version 4 refuse those more than an hour ahead',
    '(`message.timestamp.after.max.ms`); on older ones set it. A replica that was away for longer than `delete.retention.ms` must not come back with its',
    'old data: it could bring deleted records back. The sweep would find them.',
    '',
  ].join('\n');
}

/** The sentences of the terms about keeping and deleting, and what answers each. */
const clauseSection: readonly string[] = [
  '## What the terms of use ask, and what answers it',
  '',
  '| the terms | what answers it |',
  '|---|---|',
  '| **C6** «At dere vurderer hvor lenge notifikasjonen eller saken skal lagres …» | the register asks it of each label: an assessment of the storage time with its date and end (ASSESSMENT_MISSING, ASSESSMENT_EXPIRED), and a policy of `default`, `min` and `max` (RETENTION_TOO_LONG, RETENTION_TOO_SHORT). The team decides: an event’s own retention goes before the default. `varselvakt deletions what-if` says what another policy would do, `varselvakt producers` how many events bring their own |',
  '| **C6** «… på bakgrunn av behandlingsgrunnlaget» | `legalBasis` of the label, with the record of processing (LEGAL_BASIS_MISSING). Whether the basis carries the time is the team’s judgement; we hold it to what it wrote down |',
  '| **C7** «At dere implementerer sletting av notifikasjoner/saker …» | nothing is taken in without a time of deletion (RETENTION_MISSING, RETENTION_AMBIGUOUS, RETENTION_INVALID, RETENTION_IN_PAST), and the platform carries it out: deleter, ledger, sweep, this page. A team that deletes by itself sends DeletionRequested, which is found within a second |',
  '| **C7** «… i henhold til den vurderingen» | never before the time and not left behind it: EXTEND keeps the later, OVERRIDE replaces, a replay moves nothing. The producer reads the time back (`varselvakt trace`, feedback DELETION_PLANNED and DELETED), and what comes afterwards is LATE. A time that an OVERRIDE moves to an earlier one is told (RETENTION_SHORTENED) |',
  '| **C9** «Vi støtter ikke arkivering i henhold til arkivloven …» | nothing is kept for an archive, and there is no way to get an erased text back. More than five years is told as RETENTION_LOOKS_LIKE_ARCHIVE, and scorecards count what would stay for more than a hundred |',
  '| **C9** «… hvis dere har behov for det må dere selve sørge for at dette blir ivaretatt på annen måte» | the register asks each label how it meets its duty: `archive: elsewhere`, `not-subject`, or `none` with a reason (ARCHIVE_DECLARATION_MISSING) |',
  '',
];

const toRow = ({ where, what, leaves, longest, sources }: ErasurePlace): string =>
  `| ${where} | ${what} | ${leaves} | ${longest} | ${sources.length === 0 ? 'none' : [...new Set(sources)].join(', ')} |`;

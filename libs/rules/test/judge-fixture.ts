import {
  exampleEvent,
  type Finding,
  type RuleCode,
  type RuleEngine,
  sampleContext,
  type TextScope,
} from '../src/index.ts';
import { type EventFixture, type Expectation, fieldOf, type TextFixture } from './fixture.ts';

/** What is wrong with the judgement of one fixture; never holds its text. */
export type Disagreement = {
  readonly id: string;
  /** Asked for and not found at its mark. */
  readonly missed: readonly RuleCode[];
  /** Found and not asked for. */
  readonly unexpected: readonly RuleCode[];
  /** Found, but the spans leave something of the mark to be read. */
  readonly uncovered: readonly RuleCode[];
  /** Found, but the span hides much more than the mark. */
  readonly overlong: readonly RuleCode[];
};

const scope: TextScope = { environment: 'prod', overrides: null };

/** Told of a whole message, not of a text by itself; the texts by themselves are not asked for them. */
const ofWholeMessages: ReadonlySet<string> = new Set([
  'EXTERNAL_SENDER_MISSING',
  'EXTERNAL_WHERE_MISSING',
  'EXTERNAL_WHAT_MISSING',
]);

/** What is only counted is told to nobody. */
const told = (findings: readonly Finding[]): readonly Finding[] =>
  findings.filter(({ severity }) => severity !== 'observe');

/** The findings of one text that its producer is told, in prod without overrides. */
export const judge = (engine: RuleEngine, fixture: TextFixture): readonly Finding[] =>
  told(engine.judgeText(fixture.text, fieldOf(fixture), scope));

const isAt = (finding: Finding, { code, start, end, path }: Expectation): boolean => {
  if (finding.code !== code || (path !== undefined && finding.path !== path)) return false;
  if (start === undefined || end === undefined || finding.start === null || finding.end === null) return true;
  return finding.start < end && start < finding.end;
};

const isReadable = /[\p{L}\p{N}]/u;

const isCovered = (text: string, findings: readonly Finding[], { start, end }: Expectation): boolean => {
  if (start === undefined || end === undefined) return true;
  for (let index = start; index < end; index += 1) {
    const isHidden = findings.some((finding) => (finding.start ?? 0) <= index && index < (finding.end ?? text.length));
    if (!isHidden && isReadable.test(text.charAt(index))) return false;
  }
  return true;
};

/** A number ends where it ends; of a term or an address the words around may belong to it. */
const mostBeyondMark = (code: RuleCode): number => (/NUMBER|PHONE|BIRTH_DATE|LINK|EMAIL/.test(code) ? 2 : 24);

/** Hides much more than the mark. */
const isOverlong = (findings: readonly Finding[], expectation: Expectation): boolean => {
  const { start = 0, end = 0 } = expectation;
  const mostBeyond = mostBeyondMark(expectation.code);
  const found = findings.filter((finding) => isAt(finding, expectation) && finding.start !== null);
  return end > 0 && found.some((finding) => (finding.end ?? 0) - (finding.start ?? 0) - (end - start) > mostBeyond);
};

const uniqueCodes = (codes: readonly RuleCode[]): readonly RuleCode[] => [...new Set(codes)];
const codesOf = (expectations: readonly Expectation[]): readonly RuleCode[] =>
  uniqueCodes(expectations.map(({ code }) => code));

/** What the engine and a text's marks disagree about; undefined when they agree. */
export const disagreementOn = (engine: RuleEngine, fixture: TextFixture): Disagreement | undefined => {
  const findings = judge(engine, fixture);
  const { id, text, expected, also = [] } = fixture;
  const allowed = new Set([...codesOf(expected), ...also]);
  const missed = expected.filter((expectation) => !findings.some((finding) => isAt(finding, expectation)));
  const present = expected.filter((expectation) => !missed.includes(expectation));
  const disagreement: Disagreement = {
    id,
    missed: codesOf(missed),
    unexpected: uniqueCodes(findings.map(({ code }) => code)).filter(
      (code) => !allowed.has(code) && !ofWholeMessages.has(code),
    ),
    uncovered: codesOf(present.filter((expectation) => !isCovered(text, findings, expectation))),
    overlong: codesOf(present.filter((expectation) => isOverlong(findings, expectation))),
  };
  return isSilent(disagreement) ? undefined : disagreement;
};

const isSilent = ({ missed, unexpected, uncovered, overlong }: Disagreement): boolean =>
  missed.length + unexpected.length + uncovered.length + overlong.length === 0;

/** What the engine and an event's marks disagree about, judged in prod under the sample register; undefined when they agree. */
export const eventDisagreementOn = (engine: RuleEngine, fixture: EventFixture): Disagreement | undefined => {
  const { id, base, changes, expected, also = [] } = fixture;
  const event = exampleEvent({ type: 'event', base, changes, situation: {} });
  const findings = told(engine.validateEvent(event, sampleContext(event, { environment: 'prod' })).findings);
  const allowed = new Set([...codesOf(expected), ...also]);
  const disagreement: Disagreement = {
    id,
    missed: codesOf(expected.filter((expectation) => !findings.some((finding) => isAt(finding, expectation)))),
    unexpected: uniqueCodes(findings.map(({ code }) => code)).filter((code) => !allowed.has(code)),
    uncovered: [],
    overlong: [],
  };
  return isSilent(disagreement) ? undefined : disagreement;
};

/** One line for a report: the id and codes, nothing of the text. */
export const describeDisagreement = ({ id, ...lists }: Disagreement): string =>
  `${id}: ${Object.entries(lists)
    .filter(([, codes]) => codes.length > 0)
    .map(([what, codes]) => `${what} ${codes.join(' ')}`)
    .join(', ')}`;

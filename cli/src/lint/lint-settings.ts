import type { Environment, SeverityOverrides } from '@varselvakt/rules';
import type { Language } from '../language.ts';

const outputFormats = ['people', 'json', 'sarif', 'github'] as const;

/** Who reads the output. */
export type OutputFormat = (typeof outputFormats)[number];

/** What every text and event is judged and told by; plain data, so that it can be handed to a worker. */
export type LintSettings = {
  readonly environment: Environment;
  readonly language: Language;
  readonly format: OutputFormat;
  /** Every line that is no JSON object with a text is a text. */
  readonly asTexts: boolean;
  /** Only what blocks is told to people. */
  readonly quiet: boolean;
  readonly colour: boolean;
  readonly overrides: SeverityOverrides;
  readonly registerPath: string | null;
  /** The clock that events are judged by, epoch ms. */
  readonly now: number;
};

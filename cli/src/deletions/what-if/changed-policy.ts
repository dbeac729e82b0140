import { isZeroDuration, parseDuration } from '@varselvakt/domain';
import type { RegisteredLabel } from '@varselvakt/rules';
import { CommandError, exitCodes } from '../../command-error.ts';
import { loadFaultlessRegister } from '../../load-faultless-register.ts';

/** What the register would say of a label, as far as retention goes. */
export type ChangedLabel = Pick<RegisteredLabel, 'retention' | 'severities'>;

export type PolicyOptions = {
  readonly register?: string;
  readonly label?: string;
  readonly retention?: string;
  readonly min?: string;
  readonly max?: string;
  readonly clamp?: true;
};

const noLabel: ChangedLabel = {
  retention: { default: null, min: null, max: null, clamp: false },
  severities: { dev: {}, prod: {} },
};

/**
 * The policies that are asked about, by label: those of a register folder, those of options, or options on top of the folder's. Null:
 * none, so the present is asked for. Throws CommandError.
 */
export async function readChangedPolicy(options: PolicyOptions): Promise<ReadonlyMap<string, ChangedLabel> | null> {
  const { register: path, label: name, retention, min, max, clamp } = options;
  const isOneChanged = [retention, min, max, clamp].some((option) => option !== undefined);
  if (name === undefined && isOneChanged)
    throw new CommandError('Say with --label whose policy changes.', exitCodes.usage);
  if (name !== undefined && path === undefined && !isOneChanged)
    throw new CommandError('Say what changes: --retention, --min, --max, --clamp, or --register.', exitCodes.usage);
  const labels = path === undefined ? null : (await loadFaultlessRegister(path)).labels;
  if (name === undefined) return labels;
  const stands = labels?.get(name);
  if (stands === undefined && !isOneChanged)
    throw new CommandError('The register has no such label.', exitCodes.failed);
  return new Map([[name, changeLabel(stands ?? noLabel, options)]]);
}

function changeLabel({ retention: base, severities }: ChangedLabel, options: PolicyOptions): ChangedLabel {
  const retention = {
    default: readPeriod('--retention', options.retention) ?? base.default,
    min: readPeriod('--min', options.min) ?? base.min,
    max: readPeriod('--max', options.max) ?? base.max,
    clamp: options.clamp === true || base.clamp,
  };
  return { retention, severities };
}

function readPeriod(name: string, text: string | undefined): string | null {
  if (text === undefined) return null;
  const duration = parseDuration(text);
  if (duration === undefined || isZeroDuration(duration))
    throw new CommandError(`${name} needs an ISO 8601 duration above zero such as P4M or P2Y.`, exitCodes.usage);
  return text;
}

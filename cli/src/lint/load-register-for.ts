import type { Register } from '@varselvakt/register';
import { CommandError, exitCodes } from '../command-error.ts';
import type { LintSettings } from './lint-settings.ts';

/** The register that the settings name, or null for none. Throws CommandError with its faults. */
export async function loadRegisterFor({ registerPath }: LintSettings): Promise<Register | null> {
  if (registerPath === null) return null;
  const { formatRegisterFault, loadRegister } = await import('@varselvakt/register');
  const result = await loadRegister(registerPath);
  if (result.outcome === 'LOADED') return result.register;
  throw new CommandError(result.faults.map(formatRegisterFault).join('\n'), exitCodes.usage);
}

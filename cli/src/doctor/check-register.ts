import { formatRegisterFault, loadRegister, type Register } from '@varselvakt/register';
import { type CheckLine, fault, ok, warning } from './check-line.ts';

/** The register, where one is named, and what is to be said of it. */
export async function checkRegister(
  path: string | undefined,
): Promise<{ readonly register: Register | null; readonly lines: readonly CheckLine[] }> {
  // That a service lacks it stands among the settings.
  if (path === undefined || path === '') return { register: null, lines: [] };
  const result = await loadRegister(path);
  if (result.outcome === 'FAULTY') {
    const remedy = 'mend it; "varselvakt register check" shows the same';
    return { register: null, lines: result.faults.map((one) => fault('register', formatRegisterFault(one), remedy)) };
  }
  const { register, notices } = result;
  const { producers, labels, hash } = register;
  return {
    register,
    lines: [
      ok('register', `${producers.size} producers, ${labels.size} labels, version ${hash.slice(0, 12)}`),
      ...notices.map((notice) => warning('register', formatRegisterFault(notice), 'see to it before it is a fault')),
    ],
  };
}

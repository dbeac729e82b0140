import { readFile, writeFile } from 'node:fs/promises';
import { sampleRegisterPath } from '@varselvakt/testkit';

/** Writes the sample register with its topics under another prefix. */
export async function writeRegister(file: string, prefix: string): Promise<void> {
  const sample = await readFile(sampleRegisterPath, 'utf8');
  await writeFile(file, sample.replaceAll('notifications.inbound', `${prefix}inbound`));
}

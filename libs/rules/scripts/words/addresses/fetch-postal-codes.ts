/**
 * Writes data/addresses/postal-codes.txt anew from the Java library NoCommons (MIT), which carries the register of postal
 * codes: needs mvn and unzip. Run it with node, now and then; the list is committed. Source: SOURCES-places.md.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { postalCodesFile } from './address-files.ts';
import { toPostalCodeList } from './postal-code-list.ts';

const version = '0.16.0';
const folder = mkdtempSync(join(tmpdir(), 'postal-codes-'));
try {
  const artifact = `no.bekk.bekkopen:nocommons:${version}`;
  execFileSync('mvn', ['-q', 'dependency:copy', `-Dartifact=${artifact}`, `-DoutputDirectory=${folder}`]);
  const jar = join(folder, `nocommons-${version}.jar`);
  const register = execFileSync('unzip', ['-p', jar, 'postnummer.csv'], { encoding: 'utf8' });
  writeFileSync(postalCodesFile, toPostalCodeList(register, version));
} finally {
  rmSync(folder, { recursive: true });
}

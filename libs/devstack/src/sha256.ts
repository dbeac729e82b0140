import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { DevstackError } from './devstack-error.ts';

/** The SHA-256 of a file as 64 hexadecimal digits. Throws when it cannot be read. */
async function hashFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/**
 * Removes a file whose SHA-256 is not the expected one and throws STACK_HASH_MISMATCH.
 * A retry downloads it anew, which helps when the download was cut, not when the source serves something else.
 */
export async function checkFileHash(file: string, expectedSha256: string): Promise<void> {
  const found = await hashFile(file);
  if (found === expectedSha256) {
    return;
  }
  await rm(file, { force: true });
  throw new DevstackError(
    'STACK_HASH_MISMATCH',
    `${basename(file)} is not the file it should be and was removed: SHA-256 ${found}, expected ${expectedSha256}. ` +
      'Try again; if it stays so, what serves the download has changed it and must not be trusted.',
    { retriable: true },
  );
}

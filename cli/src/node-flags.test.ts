import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import nodeFlags from '../bin/node-flags.json' with { type: 'json' };

test('the image starts services with the same flags of Node as everything else', () => {
  const dockerfile = readFileSync(join(import.meta.dirname, '../../Dockerfile'), 'utf8');
  const words = ['node', ...nodeFlags, '/app/cli/bin/varselvakt.js'];
  expect(dockerfile).toContain(`ENTRYPOINT [${words.map((word) => `"${word}"`).join(', ')}]`);
});

/** `npm run build -w libs/client [folder]`: builds the package that producers install. */
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildPackage } from './build-package.ts';

const usual = fileURLToPath(new URL('../../../.varselvakt/client/package', import.meta.url));
const folder = resolve(process.argv[2] ?? usual);
await buildPackage(folder);
process.stdout.write(`${folder}\n`);

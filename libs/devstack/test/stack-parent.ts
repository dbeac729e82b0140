import { startStack } from '../src/index.ts';

// A program that owns a stack, for tests that end it in unkind ways. Prints one line of JSON when the stack answers.
const [parentFolder = '', name = '', life = ''] = process.argv.slice(2);
const ephemeral = life === 'ephemeral';
const stack = await startStack({ mode: 'embedded', parentFolder, name, profile: 'test', ephemeral });
process.stdout.write(`${JSON.stringify({ name: stack.name, addresses: stack.addresses })}\n`);
setInterval(() => undefined, 60_000);

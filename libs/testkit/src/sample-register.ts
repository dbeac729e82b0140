import { fileURLToPath } from 'node:url';

/** Path of the sample register: two invented producers, three labels. The sample events belong to the first producer. */
export const sampleRegisterPath: string = fileURLToPath(new URL('../sample/register.yaml', import.meta.url));

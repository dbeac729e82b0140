import { fileURLToPath } from 'node:url';

/** Path of the sample register: two invented producers, four labels, one of them without assessments. The sample events belong to the first producer. */
export const sampleRegisterPath: string = fileURLToPath(new URL('../sample/register.yaml', import.meta.url));

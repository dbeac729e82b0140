import type { Mutant } from './mutant.ts';

/** Faults that let personal data out. */
export const privacyMutants: readonly Mutant[] = [
  {
    promise: 'LEAK',
    name: 'the logger does not scrub what it writes',
    file: 'libs/runtime/src/logging/create-logger.ts',
    find: 'sink[level](scrubValue(fields) as object, scrubValue(message) as string)',
    replace: 'sink[level](fields as object, message as string)',
    testFile: 'libs/runtime/src/logging/create-logger.test.ts',
    testName: '',
  },
  {
    promise: 'LEAK',
    name: 'what Postgres gives as the name of a constraint is passed on, whatever it is',
    file: 'libs/store/src/classify-postgres-error.ts',
    find: 'const nameForm = /^[a-z_][a-z0-9_]{0,62}$/;',
    replace: 'const nameForm = /^/;',
    testFile: 'libs/store/src/classify-postgres-error.test.ts',
    testName: '',
  },
  {
    promise: 'LEAK',
    name: 'the validator logs the text of an event',
    file: 'services/validator/src/handle-batch.ts',
    find: 'const decision = decide(record);',
    replace: 'const decision = decide(record);\n    process.stdout.write(String(record.value));',
    testFile: 'services/validator/src/validator-privacy.int.test.ts',
    testName: 'is told to nobody',
  },
  {
    promise: 'LEAK',
    name: 'all headers of a record go along with the event',
    file: 'services/validator/src/output-writer.ts',
    find: 'value: encodeAccepted(content, envelope),\n        ...carryTrace(record.headers),',
    replace: 'value: encodeAccepted(content, envelope),\n        headers: record.headers,',
    testFile: 'services/validator/src/validator.int.test.ts',
    testName: 'takes its trace context along, and no header that is not one',
  },
  {
    promise: 'LEAK',
    name: 'ids that are no ids stand in feedback',
    file: 'services/validator/src/output-writer.ts',
    find: 'eventId: isUuid(eventId) ? eventId : null,',
    replace: 'eventId,',
    testFile: 'services/validator/src/output-writer.test.ts',
    testName: '',
  },
];

import { writeSync } from 'node:fs';
import type { DestinationStream } from 'pino';
import type { Environment } from '../config/parse-config.ts';
import { coerceError } from '../logging/coerce-error.ts';
import { takeOverWarnings } from './process-warnings.ts';

/** The process around a service, as far as a service touches it; a test passes one of its own. */
export type ProcessHost = {
  readonly environment: Environment;
  readonly onSignal: (listen: (signal: 'SIGTERM' | 'SIGINT') => void) => void;
  /** An exception that nobody caught, or a rejection that nobody handled. */
  readonly onCrash: (listen: (error: Error) => void) => void;
  readonly onWarning: (listen: (warning: Error) => void) => void;
  /** Readable text for whoever started the process. */
  readonly printError: (text: string) => void;
  readonly exit: (code: number) => void;
  /** Where log lines go; standard output when absent. */
  readonly output?: DestinationStream;
};

/** The real process. Node's own printing of warnings ends: they become log lines. */
export function createProcessHost(): ProcessHost {
  return {
    environment: process.env,
    onSignal: (listen) => {
      process.on('SIGTERM', listen);
      process.on('SIGINT', listen);
    },
    onCrash: (listen) => {
      process.on('uncaughtException', (error) => listen(coerceError(error)));
      process.on('unhandledRejection', (reason) => listen(coerceError(reason)));
    },
    onWarning: takeOverWarnings,
    printError: (text) => {
      writeSync(2, `${text}\n`);
    },
    exit: (code) => process.exit(code),
  };
}

import { type DestinationStream, destination, type Level, pino, stdTimeFunctions } from 'pino';
import { prettyFactory } from 'pino-pretty';
import { type LogValue, scrubValue } from './scrub-value.ts';

export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal';
export type LogFields = Readonly<Record<string, LogValue>>;
type WriteLine = { (fields: LogFields, message: string): void; (message: string): void };

/** Structured logging. Fields hold codes, counts, names and positions; never values of an event. */
export type Logger = Readonly<Record<LogLevel, WriteLine>> & {
  /** A logger whose lines all carry these fields. */
  readonly child: (fields: LogFields) => Logger;
};

export type LoggerOptions = {
  readonly service: string;
  readonly version: string;
  readonly level?: LogLevel;
  /** null: pretty on a terminal, else JSON. */
  readonly format?: 'json' | 'pretty' | null;
  /** Where lines go instead of standard output. */
  readonly output?: DestinationStream;
};

const levels: readonly LogLevel[] = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'];

/** Writes one JSON object a line on standard output, at once (a crash loses nothing); every value passes the scrubber. */
export function createLogger(options: LoggerOptions): Logger {
  const sink = pino(
    {
      level: options.level ?? 'info',
      base: { service: options.service, version: options.version },
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: (error) => error }, // reduced and scrubbed already
      errorKey: 'err',
    },
    openOutput(options),
  );
  return wrap({}, (level, fields, message) => {
    if (sink.isLevelEnabled(level)) sink[level](scrubValue(fields) as object, scrubValue(message) as string);
  });
}

type Emit = (level: Level, fields: LogFields, message: string) => void;

function wrap(bindings: LogFields, emit: Emit): Logger {
  const writerOf = (level: LogLevel): WriteLine => {
    return (first: LogFields | string, message?: string) =>
      typeof first === 'string' ? emit(level, bindings, first) : emit(level, { ...bindings, ...first }, message ?? '');
  };
  const writers = Object.fromEntries(levels.map((level) => [level, writerOf(level)])) as Record<LogLevel, WriteLine>;
  return { ...writers, child: (fields) => wrap({ ...bindings, ...fields }, emit) };
}

function openOutput(options: LoggerOptions): DestinationStream {
  const isTerminal = process.stdout.isTTY === true;
  const format = options.format ?? (isTerminal ? 'pretty' : 'json');
  const output = options.output ?? destination({ fd: 1, sync: true });
  if (format === 'json') return output;
  // Not as a stream of its own: the last lines before a crash would stay in it.
  const prettify = prettyFactory({
    colorize: options.output === undefined && isTerminal && !process.env['NO_COLOR'],
    translateTime: 'SYS:HH:MM:ss.l',
    ignore: 'service,version',
    singleLine: true,
    messageFormat: '{service}  {msg}',
  });
  return { write: (line) => output.write(prettify(line) ?? '') };
}

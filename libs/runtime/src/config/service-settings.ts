import { choice, optional, setting, text, url, wholeNumber } from './setting.ts';

/** How much is logged, and in which form. */
const logSettings = {
  LOG_LEVEL: setting(choice(['trace', 'debug', 'info', 'warn', 'error', 'fatal']).default('info'), {
    about: 'the least serious log line that is written',
    example: 'info',
  }),
  LOG_FORMAT: setting(optional(choice(['json', 'pretty'])), {
    about: 'json, or pretty for people; pretty when standard output is a terminal',
    example: 'json',
  }),
};

/** Where health and metrics are served. */
const httpSettings = {
  HTTP_PORT: setting(wholeNumber({ min: 0, max: 65_535 }).default(8080), {
    about: 'port of health and metrics; 0 takes a free one and logs it',
    example: '8080',
  }),
  HTTP_HOST: setting(text({ maxLength: 255 }).default('127.0.0.1'), {
    about: 'address that health and metrics listen on; 0.0.0.0 (all) is for containers, whose image sets it',
    example: '0.0.0.0',
  }),
};

/** Which world this is, and how the process ends. */
const processSettings = {
  VARSELVAKT_ENVIRONMENT: setting(choice(['dev', 'prod']).default('dev'), {
    about: 'which environment of the register applies',
    example: 'prod',
  }),
  SHUTDOWN_DEADLINE_SECONDS: setting(wholeNumber({ min: 1, max: 600 }).default(25), {
    about: 'how long a graceful stop may take before the process is ended by force',
    example: '25',
  }),
  PROGRESS_UNHEALTHY_SECONDS: setting(wholeNumber({ min: 5, max: 86_400 }).default(120), {
    about: 'unable to progress for so long: the process reports itself unhealthy',
    example: '120',
  }),
  PROGRESS_EXIT_SECONDS: setting(wholeNumber({ min: 10, max: 86_400 }).default(300), {
    about: 'unable to progress for so long: the process exits with 1, so that it is started anew',
    example: '300',
  }),
};

/** The settings that every service has. */
export const serviceSettings = { ...processSettings, ...logSettings, ...httpSettings };

/** The database. */
export const databaseSettings = {
  DATABASE_URL: setting(url({ protocols: ['postgres:', 'postgresql:'] }), {
    about: 'the Postgres database',
    example: 'postgres://user:password@localhost:5432/varselvakt',
    secret: true,
  }),
};

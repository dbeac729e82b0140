/** How to reach the schema registry; the URL may hold a path, as behind a gateway or with Apicurio. */
export type RegistrySettings = {
  readonly url: string;
  readonly user?: string | undefined;
  readonly password?: string | undefined;
  /** Longest wait for one whole answer, in milliseconds; 5,000 when left out. */
  readonly timeoutMs?: number | undefined;
};

/** The registry did not give a usable answer. Always worth a retry: it says nothing about any record. */
export class RegistryUnavailable extends Error {
  override readonly name = 'RegistryUnavailable';
  readonly code: 'REGISTRY_UNAVAILABLE' | 'SCHEMA_NOT_YET_KNOWN';
  readonly retriable = true;
  /** HTTP status of the answer, where there was one. */
  readonly status: number | undefined;

  constructor(message: string, details: { code?: RegistryUnavailable['code']; status?: number; cause?: unknown } = {}) {
    super(message, { cause: details.cause });
    this.code = details.code ?? 'REGISTRY_UNAVAILABLE';
    this.status = details.status;
  }
}

/** An answer in the registry's own words: JSON, with its error code when it is an error. */
export type RegistryAnswer = {
  readonly status: number;
  readonly body: unknown;
  /** Confluent's error_code, such as 40403; undefined on success. */
  readonly errorCode: number | undefined;
};

export type RegistryRequest = {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Below the registry's URL, each part already encoded. */
  readonly path: string;
  readonly body?: unknown;
};

const DEFAULT_TIMEOUT_MS = 5_000;
const CONTENT_TYPE = 'application/vnd.schemaregistry.v1+json';

/**
 * One request. Answers only what a registry itself said: a JSON body on success, or an error body with an error_code.
 * Everything else (refused, silent, overloaded, a proxy's page) throws RegistryUnavailable, which a retry may cure.
 */
export async function requestRegistry(settings: RegistrySettings, request: RegistryRequest): Promise<RegistryAnswer> {
  const { status, text } = await send(settings, request);
  const body = parseJson(text);
  if (status >= 200 && status < 300) {
    if (body === undefined) throw new RegistryUnavailable(`The registry answered ${status} without JSON`, { status });
    return { status, body, errorCode: undefined };
  }
  const errorCode = errorCodeOf(body);
  if (status >= 500 || status === 429 || errorCode === undefined)
    throw new RegistryUnavailable(`The registry answered ${status}`, { status });
  return { status, body, errorCode };
}

async function send(settings: RegistrySettings, request: RegistryRequest) {
  const url = new URL(settings.url);
  url.pathname = `${url.pathname.replace(/\/$/, '')}/${request.path}`;
  const authorization = authorizationOf(settings, url);
  url.username = '';
  url.password = '';
  try {
    const response = await fetch(url, {
      method: request.method,
      headers: {
        accept: `${CONTENT_TYPE}, application/json`,
        ...(request.body === undefined ? {} : { 'content-type': CONTENT_TYPE }),
        ...(authorization === undefined ? {} : { authorization }),
      },
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
      signal: AbortSignal.timeout(settings.timeoutMs ?? DEFAULT_TIMEOUT_MS),
    });
    return { status: response.status, text: await response.text() };
  } catch (cause) {
    throw new RegistryUnavailable('The registry did not answer', { cause });
  }
}

function authorizationOf(settings: RegistrySettings, url: URL): string | undefined {
  const user = settings.user ?? decodeURIComponent(url.username);
  const password = settings.password ?? decodeURIComponent(url.password);
  return user === '' ? undefined : `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function errorCodeOf(body: unknown): number | undefined {
  if (typeof body !== 'object' || body === null || !('error_code' in body)) return undefined;
  return typeof body.error_code === 'number' ? body.error_code : undefined;
}

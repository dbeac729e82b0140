/** What the monitor answered instead of what was asked for. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  /** HTTP status. */
  readonly status: number;
  /** Such as `NOT_FOUND`. */
  readonly code: string;
  /** The whole answer, where it was JSON: some say more than the code. */
  readonly body: unknown;
  constructor(status: number, code: string, message: string, body: unknown) {
    super(message);
    this.status = status;
    this.code = code;
    this.body = body;
  }
}

/** Nobody answered at all. */
export class Disconnected extends Error {
  override readonly name = 'Disconnected';
}

/** The API of the monitor, as pages use it. Throws ApiError or Disconnected. */
export type Api = {
  readonly get: <Answer>(path: string) => Promise<Answer>;
  readonly post: <Answer>(path: string, body: unknown) => Promise<Answer>;
  readonly delete: (path: string) => Promise<void>;
};

/** A page of another site cannot send the second one: what changes something is asked by us. */
const ownHeaders = { accept: 'application/json', 'x-varselvakt-console': '1' } as const;
const TIMEOUT_MS = 20_000;

const textOf = (body: unknown, name: string): string => {
  const value = typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[name] : undefined;
  return typeof value === 'string' ? value : '';
};

async function ask(path: string, init: RequestInit, signal: AbortSignal | undefined): Promise<unknown> {
  const signals = [AbortSignal.timeout(TIMEOUT_MS), ...(signal === undefined ? [] : [signal])];
  let response: Response;
  let text: string;
  try {
    response = await fetch(path, { ...init, credentials: 'same-origin', signal: AbortSignal.any(signals) });
    text = await response.text();
  } catch (cause) {
    throw new Disconnected('the monitor does not answer', { cause });
  }
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  const body: unknown = isJson && text !== '' ? JSON.parse(text) : null;
  if (response.ok) return body;
  const code = textOf(body, 'error') || `HTTP_${response.status}`;
  throw new ApiError(response.status, code, textOf(body, 'message'), body);
}

/** The API over fetch. What is asked ends with the signal. */
export function createApi(signal?: AbortSignal): Api {
  return {
    get: async <Answer>(path: string) => (await ask(path, { headers: ownHeaders }, signal)) as Answer,
    post: async <Answer>(path: string, body: unknown) => {
      const headers = { ...ownHeaders, 'content-type': 'application/json' };
      return (await ask(path, { method: 'POST', headers, body: JSON.stringify(body) }, signal)) as Answer;
    },
    delete: async (path) => {
      await ask(path, { method: 'DELETE', headers: ownHeaders }, signal);
    },
  };
}

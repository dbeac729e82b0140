import { randomBytes } from 'node:crypto';
import { userInfo } from 'node:os';

/** How whoever starts the demo becomes an operator in its console. */
export type ConsoleSignIn = {
  /** What the monitor is told; empty where the environment says already who may come in. */
  readonly variables: Readonly<Record<string, string>>;
  /** Where the browser goes; what stands behind # is sent to no server, and stands in no log. */
  readonly addressAt: (monitor: string) => string;
};

const nameForm = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** Empty in containers whose user has no name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
}

/** Makes a code that signs in once, unless the environment has tokens or a code of its own. */
export function createConsoleSignIn(environment: NodeJS.ProcessEnv): ConsoleSignIn {
  const names = ['MONITOR_TOKENS', 'MONITOR_SIGN_IN_CODE'].flatMap((name) => [name, `${name}_FILE`]);
  const isSettled = names.some((name) => (environment[name] ?? '') !== '');
  if (isSettled) return { variables: {}, addressAt: (monitor) => `${monitor}/console/` };
  const username = userName();
  const code = randomBytes(24).toString('base64url');
  return {
    variables: { MONITOR_SIGN_IN_CODE: `${nameForm.test(username) ? username : 'demo'}:operator:${code}` },
    addressAt: (monitor) => `${monitor}/console/sign-in#code=${code}`,
  };
}

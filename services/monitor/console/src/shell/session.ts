import type { Role } from '../page.ts';
import { type Api, ApiError } from './api.ts';

/** Who looks; a name of '' is somebody who has not signed in and may look all the same. */
export type Session = { readonly role: Role; readonly name: string; readonly canSignIn: boolean };

/** As the API tells it. */
export type SessionAnswer = {
  readonly role: Role | null;
  readonly name: string | null;
  /** Whether there is a token or a code to sign in with. */
  readonly canSignIn: boolean;
};

/** Who looks; null when nobody has signed in and somebody must. Throws Disconnected. */
export async function readSession(api: Api): Promise<Session | null> {
  try {
    const { role, name, canSignIn } = await api.get<SessionAnswer>('/api/session');
    return role === null ? null : { role, name: name ?? '', canSignIn };
  } catch (thrown) {
    if (thrown instanceof ApiError && thrown.status === 401) return null;
    throw thrown;
  }
}

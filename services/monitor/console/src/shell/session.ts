import type { Role } from '../page.ts';
import { type Api, ApiError } from './api.ts';

/** Who looks. */
export type Session = { readonly role: Role; readonly name: string };

/** Who looks; null when nobody has signed in and somebody must. Throws Disconnected. */
export async function readSession(api: Api): Promise<Session | null> {
  try {
    const { role, name } = await api.get<{ role: Role | null; name: string | null }>('/api/session');
    return role === null ? null : { role, name: name ?? '' };
  } catch (thrown) {
    if (thrown instanceof ApiError && thrown.status === 401) return null;
    if (thrown instanceof ApiError) return { role: 'viewer', name: '' };
    throw thrown;
  }
}

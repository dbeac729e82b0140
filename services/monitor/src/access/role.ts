import type { FastifyRequest } from 'fastify';

/** What somebody may do: look, or act. */
export type Role = 'viewer' | 'operator';

/** Who a route is for: `anyone` that reaches the port may load it, signed in or not. */
export type RouteRole = Role | 'anyone';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may ask; default viewer. */
    readonly role?: RouteRole;
  }
  interface FastifyRequest {
    /** Who asks, as the audit writes it down: `kari@console`. */
    actor: string;
    /** What they may do; null where nobody has signed in and looking takes that. */
    role: Role | null;
  }
}

const rank = { anyone: 0, viewer: 1, operator: 2 } as const;

/** Who the route of a request is for. */
export const roleOfRoute = (request: FastifyRequest): RouteRole => request.routeOptions.config?.role ?? 'viewer';

/** Whether a role is enough for a route. */
export const isEnough = (role: Role | null, needed: RouteRole): boolean => rank[role ?? 'anyone'] >= rank[needed];

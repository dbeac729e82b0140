import { once } from 'node:events';
import { Agent, type IncomingHttpHeaders, type IncomingMessage, type RequestOptions, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { decideStages } from '@varselvakt/lag';
import { createHealthChecks, createProcessMetrics, openHttpServer } from '@varselvakt/runtime';
import { usualAccess } from '../access/access-settings.ts';
import { apiPaths, createMonitorApi, type MonitorApiParts } from '../api/monitor-api.ts';
import { noScorecards } from '../scorecards/no-scorecards.ts';
import { createEventStreams, usualLimits } from '../stream/event-streams.ts';
import { sampleReport } from './sample-report.ts';
import { sampleWatch } from './sample-watch.ts';

export type Answer = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly text: string };

/** The HTTP side of the monitor as it runs, on a free port, without Kafka and Postgres. */
export type MonitorServer = {
  readonly port: number;
  /** Asks it; all headers as given, also Host. */
  readonly ask: (path: string, options?: RequestOptions & { readonly body?: string }) => Promise<Answer>;
  /** The same, and the answer is still coming. */
  readonly begin: (path: string, options?: RequestOptions) => Promise<IncomingMessage>;
  readonly parts: MonitorApiParts;
  readonly close: () => Promise<void>;
};

/** Opens it; `changes` to its parts. */
export async function openMonitorServer(changes: Partial<MonitorApiParts> = {}): Promise<MonitorServer> {
  const parts: MonitorApiParts = {
    ...{ report: () => sampleReport, status: () => decideStages(sampleReport, { outcome: 'NOT_ASKED' }) },
    ...{ access: usualAccess, version: '1', scorecards: () => noScorecards },
    streams: createEventStreams({ ...usualLimits, maxCount: 100 }),
    watch: sampleWatch(),
    ...changes,
  };
  const metrics = createProcessMetrics({ version: '1', commit: 'none' });
  const http = await openHttpServer({ host: '127.0.0.1', port: 0, health: createHealthChecks(), metrics });
  const api = await createMonitorApi({ observeRequest: http.observe, ...parts });
  http.mount({ paths: apiPaths, handle: api.handle });
  const agent = new Agent({ keepAlive: false });
  const begin = async (path: string, options: RequestOptions & { readonly body?: string } = {}) => {
    const asked = request({ host: '127.0.0.1', port: http.port, path, agent, ...options });
    asked.end(options.body);
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    return response;
  };
  return {
    ...{ port: http.port, parts, begin },
    ask: async (path, options) => {
      const response = await begin(path, options);
      return { status: response.statusCode ?? 0, headers: response.headers, text: await text(response) };
    },
    close: async () => {
      parts.streams.close();
      await api.close();
      await http.close();
    },
  };
}

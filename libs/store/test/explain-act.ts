import type { Act, StoreClient } from '../src/index.ts';

type PlanNode = Readonly<Record<string, unknown>> & { readonly Plans?: readonly PlanNode[] };

/** How an act went about it, in the tables that grow: the rows that its scans looked at, and which it read from beginning to end. */
export type Explained = { readonly rowsLookedAt: number; readonly wholeScans: readonly string[] };

class Undone extends Error {
  override readonly name = 'Undone';
}

/** Runs an act under EXPLAIN and undoes it. Throws StoreError. */
export async function explainAct(client: StoreClient, act: Act, params: readonly unknown[]): Promise<Explained> {
  let plan: PlanNode | undefined;
  const text = `explain (analyze, timing off, format json) ${act.text}`;
  await client
    .transaction(async () => {
      const { rows } = await client.runOnce({ name: act.name, text }, params);
      const plans = rows[0]?.['QUERY PLAN'] as readonly { readonly Plan: PlanNode }[] | undefined;
      plan = plans?.[0]?.Plan;
      throw new Undone();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undone)) throw error;
    });
  if (plan === undefined) throw new Error('Postgres has told no plan');
  const scans = scansIn(plan);
  return {
    rowsLookedAt: scans.reduce((sum, scan) => sum + rowsOf(scan), 0),
    wholeScans: scans
      .filter(({ 'Node Type': type }) => type === 'Seq Scan')
      .map((scan) => String(scan['Relation Name'])),
  };
}

const growing = /^(aggregate|case_group|erasure|erasure_chain|event_content_\d+|event_identity|event_tally|outbox)$/;

const scansIn = (node: PlanNode): readonly PlanNode[] => [
  ...(growing.test(String(node['Relation Name'])) && node['Node Type'] !== 'ModifyTable' ? [node] : []),
  ...(node.Plans ?? []).flatMap(scansIn),
];

const rowsOf = (scan: PlanNode): number =>
  ['Actual Rows', 'Rows Removed by Filter', 'Rows Removed by Index Recheck', 'Rows Removed by Join Filter']
    .map((name) => Number(scan[name] ?? 0))
    .reduce((sum, count) => sum + count, 0) * Number(scan['Actual Loops'] ?? 1);

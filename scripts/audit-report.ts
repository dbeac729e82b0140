/** What `npm audit --json` may say. */
export interface AuditReport {
  readonly message?: string;
  readonly metadata?: { readonly vulnerabilities: Readonly<Record<string, number>> };
  readonly vulnerabilities?: Readonly<Record<string, { readonly severity: string; readonly range: string }>>;
}

/** NOT_AUDITED: the registry or the network does not answer audits, which says nothing about the packages. */
export interface AuditVerdict {
  readonly outcome: 'CLEAN' | 'FOUND' | 'NOT_AUDITED';
  readonly lines: readonly string[];
}

const grave = new Set(['high', 'critical']);

/** Judges the answer of an audit. Pure. */
export function judgeAudit(output: string): AuditVerdict {
  const report = parse(output);
  if (report?.vulnerabilities === undefined || report.metadata === undefined) {
    return { outcome: 'NOT_AUDITED', lines: [`not audited: ${report?.message ?? 'no answer from the registry'}`] };
  }
  const found = Object.entries(report.vulnerabilities).filter(([, { severity }]) => grave.has(severity));
  const counts = Object.entries(report.metadata.vulnerabilities).map(([severity, count]) => `${count} ${severity}`);
  return {
    outcome: found.length === 0 ? 'CLEAN' : 'FOUND',
    lines: [
      ...found.map(([name, { severity, range }]) => `${severity}: ${name} ${range}`),
      `audited: ${counts.join(', ')}`,
    ],
  };
}

function parse(output: string): AuditReport | null {
  try {
    return JSON.parse(output) as AuditReport;
  } catch {
    return null;
  }
}

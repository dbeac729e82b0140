import type { Finding } from '@varselvakt/rules';
import type { Judgement } from '../judgement.ts';
import type { Report } from './report.ts';

// Codes, clauses and severities are words of ours and need no escaping; this is the hot path of a long pipe.
const findingJson = ({ code, severity, clause, path, start, end }: Finding): string =>
  `{"code":"${code}","severity":"${severity}","clause":${clause === null ? 'null' : `"${clause}"`},"path":${
    path === null ? 'null' : JSON.stringify(path)
  },"start":${start},"end":${end}}`;

const findingsJson = (judgement: Judgement): string => {
  if (judgement.verdict !== 'UNREADABLE') return judgement.findings.map(findingJson).join(',');
  const { code, line, column, path } = judgement.fault;
  return JSON.stringify({ code, severity: 'block', clause: null, path, start: null, end: null, line, column });
};

const idJson = (id: string | number | null): string => (id === null ? 'null' : JSON.stringify(id));

/** One line of JSON for each input, in the order of the inputs. */
export const createJsonReport = (): Report => {
  let lastFile = '';
  let fileJson = '""';
  return {
    head: '',
    separator: '',
    render: (judgement) => {
      const { id, file, line, record, verdict } = judgement;
      if (file !== lastFile) [lastFile, fileJson] = [file, JSON.stringify(file)];
      const findings = verdict === 'ACCEPTED' && judgement.findings.length === 0 ? '' : findingsJson(judgement);
      const place = record === null ? `"line":${line}` : `"record":${record}`;
      return `{"id":${idJson(id)},"verdict":"${verdict}","findings":[${findings}],"file":${fileJson},${place}}\n`;
    },
    foot: () => '',
  };
};

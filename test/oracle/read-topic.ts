/**
 * Reads a whole topic with kcat (librdkafka): the oracle must not share a client, and so a client's defects, with the
 * code that it judges.
 */
import { spawn } from 'node:child_process';

export interface OracleRecord {
  readonly partition: number;
  readonly offset: bigint;
  readonly timestampMs: number;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: readonly (readonly [name: string, value: Buffer | null])[];
}

/** What `kcat -J` writes; bytes stand as they are in the texts, a latin-1 character each. */
interface KcatLine {
  readonly partition: number;
  readonly offset: number;
  readonly ts: number;
  readonly key: string | null;
  readonly payload: string | null;
  readonly headers?: readonly (string | null)[];
}

/**
 * Every record of the topic from the earliest offset to its end at the moment of the call, partition by partition in
 * offset order; without those whose key is `foreign`, of which there may be more than memory holds. Throws when kcat is missing or fails; a
 * retry helps when the broker was away.
 */
export async function readTopic(brokers: string, topic: string, foreign?: RegExp): Promise<OracleRecord[]> {
  const records: OracleRecord[] = [];
  await run('kcat', ['-C', '-q', '-e', '-J', '-b', brokers, '-t', topic, '-o', 'beginning'], (line) => {
    const parsed = JSON.parse(line) as KcatLine;
    if (foreign?.test(parsed.key ?? '') !== true) records.push(toRecord(parsed));
  });
  return records.sort((a, b) => a.partition - b.partition || Number(a.offset - b.offset));
}

/** The first value of a header; undefined when it is not there. */
export function headerOf({ headers }: OracleRecord, name: string): Buffer | undefined {
  return headers.find(([known]) => known === name)?.[1] ?? undefined;
}

function toRecord({ partition, offset, ts, key, payload, headers = [] }: KcatLine): OracleRecord {
  const pairs: (readonly [string, Buffer | null])[] = [];
  for (let at = 0; at < headers.length; at += 2) pairs.push([headers[at] ?? '', toBytes(headers[at + 1] ?? null)]);
  return {
    partition,
    offset: BigInt(offset),
    timestampMs: ts,
    key: toBytes(key),
    value: toBytes(payload),
    headers: pairs,
  };
}

const toBytes = (text: string | null): Buffer | null => (text === null ? null : Buffer.from(text, 'latin1'));

/** Bytes that are no text stand as they are in what kcat prints: a latin-1 character each keeps them. */
function run(command: string, args: readonly string[], onLine: (line: string) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let complaint = '';
    child.stdout.setEncoding('latin1');
    let rest = '';
    child.stdout.on('data', (text: string) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      try {
        for (const line of lines) onLine(line);
      } catch (error) {
        reject(error as Error);
      }
    });
    child.stderr.on('data', (chunk: Buffer) => {
      complaint += chunk.toString();
    });
    child.on('error', (error) => reject(new Error(`${command} is needed (Debian package kcat)`, { cause: error })));
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${command} ended with ${code}: ${complaint.trim()}`));
    });
  });
}

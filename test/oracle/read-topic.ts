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
}

const LENGTHS_THEN_BYTES = '%p %o %T %K %S\\n%k%s\\n';
const NEWLINE = 0x0a;

/**
 * Every record of the topic from the earliest offset to its end at the moment of the call, partition by partition in
 * offset order. Throws when kcat is missing or fails; a retry helps when the broker was away.
 */
export async function readTopic(brokers: string, topic: string): Promise<OracleRecord[]> {
  const output = await run('kcat', [
    '-C',
    '-q',
    '-e',
    '-b',
    brokers,
    '-t',
    topic,
    '-o',
    'beginning',
    '-f',
    LENGTHS_THEN_BYTES,
  ]);
  return parseRecords(output).sort((a, b) => a.partition - b.partition || Number(a.offset - b.offset));
}

/** Parses what kcat prints: a line of partition, offset, timestamp and two lengths (-1 for null), then the raw bytes. */
export function parseRecords(output: Buffer): OracleRecord[] {
  const records: OracleRecord[] = [];
  let at = 0;
  while (at < output.length) {
    const lineEnd = output.indexOf(NEWLINE, at);
    const [partition, offset, timestampMs, keyLength, valueLength] = output.toString('latin1', at, lineEnd).split(' ');
    const keyEnd = lineEnd + 1 + Math.max(0, Number(keyLength));
    const valueEnd = keyEnd + Math.max(0, Number(valueLength));
    records.push({
      partition: Number(partition),
      offset: BigInt(offset ?? '-1'),
      timestampMs: Number(timestampMs),
      key: Number(keyLength) < 0 ? null : output.subarray(lineEnd + 1, keyEnd),
      value: Number(valueLength) < 0 ? null : output.subarray(keyEnd, valueEnd),
    });
    at = valueEnd + 1;
  }
  return records;
}

function run(command: string, args: readonly string[]): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const output: Buffer[] = [];
    let complaint = '';
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => {
      complaint += chunk.toString();
    });
    child.on('error', (error) => reject(new Error(`${command} is needed (Debian package kcat)`, { cause: error })));
    child.on('close', (code) => {
      if (code === 0) resolve(Buffer.concat(output));
      else reject(new Error(`${command} ended with ${code}: ${complaint.trim()}`));
    });
  });
}

import { pbkdf2Sync, randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isPresent } from './download-cache.ts';
import type { JavaRuntime } from './java-runtime.ts';
import { runProgram } from './program-run.ts';

/** The way into a broker that asks who comes: TLS, a user and a password. */
export interface KafkaDoor {
  readonly brokers: string;
  /** PEM file of the certificate that the broker shows. */
  readonly authorityFile: string;
  readonly mechanism: 'scram-sha-512';
  /** Password of each user that can log in. Never log them. */
  readonly passwords: Readonly<Record<string, string>>;
}

/** What the door needs on disk before the broker starts. */
export interface DoorFiles {
  readonly keyStoreFile: string;
  readonly keyStorePassword: string;
  readonly authorityFile: string;
  readonly passwords: Readonly<Record<string, string>>;
}

interface DoorOptions {
  readonly folder: string;
  readonly users: readonly string[];
  readonly java: JavaRuntime;
  readonly environment: NodeJS.ProcessEnv;
}

const SECRETS_FILE = 'logins.json';
const SCRAM_ITERATIONS = 8192;
const VALID_DAYS = 3650;

interface Secrets {
  readonly keyStorePassword: string;
  readonly passwords: Readonly<Record<string, string>>;
}

/**
 * A certificate for 127.0.0.1 and a password for each user; an existing folder keeps its own, for the broker knows no other.
 * Throws STACK_PART_EXITED when this Java has no keytool.
 */
export async function provideDoorFiles({ folder, users, java, environment }: DoorOptions): Promise<DoorFiles> {
  const keyStoreFile = join(folder, 'broker.p12');
  const authorityFile = join(folder, 'broker.pem');
  const secretsFile = join(folder, SECRETS_FILE);
  if (!(await isPresent(authorityFile))) {
    const keyStorePassword = newPassword();
    const keytool = (purpose: string, args: readonly string[]) =>
      runProgram({
        purpose,
        file: join(dirname(java.binary), 'keytool'),
        args: [...args, '-alias', 'broker', '-keystore', keyStoreFile, '-storepass:env', 'STORE_PASSWORD'],
        folder,
        environment: { ...environment, STORE_PASSWORD: keyStorePassword },
      });
    const passwords = Object.fromEntries(users.map((user) => [user, newPassword()]));
    await writeFile(secretsFile, JSON.stringify({ keyStorePassword, passwords } satisfies Secrets), { mode: 0o600 });
    await keytool('making the broker’s certificate', [
      ...['-genkeypair', '-keyalg', 'EC', '-groupname', 'secp256r1', '-storetype', 'PKCS12'],
      ...['-dname', 'CN=varselvakt-kafka', '-ext', 'san=ip:127.0.0.1,dns:localhost', '-validity', String(VALID_DAYS)],
    ]);
    await keytool('reading the broker’s certificate', ['-exportcert', '-rfc', '-file', authorityFile]);
  }
  const secrets = JSON.parse(await readFile(secretsFile, 'utf8')) as Secrets;
  return { keyStoreFile, authorityFile, ...secrets };
}

/** A user as `kafka-storage format --add-scram` takes it: salted, so that no password stands in the list of processes. */
export function toScramArgument(user: string, password: string): string {
  const salt = randomBytes(24);
  const salted = pbkdf2Sync(password, salt, SCRAM_ITERATIONS, 64, 'sha512');
  return `SCRAM-SHA-512=[name=${user},iterations=${SCRAM_ITERATIONS},salt="${salt.toString('base64')}",saltedpassword="${salted.toString('base64')}"]`;
}

const newPassword = (): string => randomBytes(24).toString('base64url');

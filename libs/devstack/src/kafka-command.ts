import { join } from 'node:path';
import type { JavaRuntime } from './java-runtime.ts';

/** What a broker is started with. */
export interface BrokerLaunch {
  readonly java: Pick<JavaRuntime, 'binary'>;
  readonly javaArgs: readonly string[];
  readonly propertiesFile: string;
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
}

/** The process of one broker, its output in `kafka.log`. */
export const toKafkaCommand = ({ java, javaArgs, propertiesFile, folder, environment }: BrokerLaunch) =>
  ({
    part: 'kafka',
    file: java.binary,
    args: [...javaArgs, 'kafka.Kafka', propertiesFile],
    folder,
    logFile: join(folder, 'kafka.log'),
    stopSignal: 'SIGTERM',
    environment,
  }) as const;

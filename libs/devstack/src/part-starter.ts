import type { JavaRuntime } from './java-runtime.ts';
import type { ClassArchive } from './jvm-flags.ts';
import type { KafkaDoor } from './kafka-door.ts';
import type { ManagedChild } from './managed-child.ts';
import type { ReportProgress } from './progress.ts';
import type { StackProfile } from './stack-profile.ts';

/** What every part is given to start with. */
export interface PartContext {
  /** The stack's own folder; a part keeps its data in a folder below it. */
  readonly folder: string;
  readonly profile: StackProfile;
  /** Users of a broker that asks who comes; empty for one that does not. */
  readonly secureUsers: readonly string[];
  readonly java: JavaRuntime;
  readonly cache: string;
  /** The environment of this program, passed on to the parts. */
  readonly environment: NodeJS.ProcessEnv;
  /** The class archive for the program in this folder of the cache; null for none. */
  readonly findClassArchive: (programFolder: string) => Promise<ClassArchive | null>;
  /** Ports of the last time, taken again when they are free. */
  readonly wantedPorts: Readonly<Record<string, number>>;
  readonly report: ReportProgress;
  /** Told about each process at once after its start, before the part is ready. */
  readonly onChild: (child: ManagedChild) => void;
  /** Told about a folder of this stack that lies elsewhere, so that it is removed with an ephemeral stack. */
  readonly onFolder: (folder: string) => void;
  /** Aborted when another part has failed: no use in going on. */
  readonly signal: AbortSignal;
}

/** A part that answers. */
export interface StartedPart {
  readonly child: ManagedChild;
  readonly ports: Readonly<Record<string, number>>;
  readonly address: string;
  /** Only of a broker with users. */
  readonly door?: KafkaDoor;
}

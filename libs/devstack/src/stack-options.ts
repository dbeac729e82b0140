import type { ReportProgress } from './progress.ts';
import type { StackAddresses } from './stack-addresses.ts';
import type { StackMode } from './stack-choice.ts';
import type { StackProfile } from './stack-profile.ts';

/** How a stack is wanted. Everything has a default. */
export interface StackOptions {
  /** Where to get it; default VARSELVAKT_STACK, else `auto`. */
  readonly mode?: StackMode;
  /**
   * The stack's name, also of its folder. Without a name, a stack that `stack up` keeps up is used as it is, else `default` is
   * started, or `default-2` and so on while that is in use.
   */
  readonly name?: string;
  /** Default `default`. */
  readonly profile?: StackProfile;
  /**
   * Gives the broker a second way in, with TLS, passwords (SCRAM) and rights, for these users; none has any right at first. The ordinary way in
   * stays open. Only an embedded stack can. A folder that has data keeps the users it was made with.
   */
  readonly secureUsers?: readonly string[];
  /** Data in a folder that is removed at the end; the folder's name gets a random ending, so that runs never meet. */
  readonly ephemeral?: boolean;
  /** The folder of all stacks; default `.varselvakt` in this checkout. */
  readonly parentFolder?: string;
  readonly environment?: NodeJS.ProcessEnv;
  readonly onProgress?: ReportProgress;
  readonly now?: () => number;
}

/** A stack that answers. */
export interface Stack {
  readonly kind: 'env' | 'embedded' | 'docker';
  /** Its folder's name; empty when the addresses were given. */
  readonly name: string;
  readonly addresses: StackAddresses;
  /** Ends what was started for this stack; nothing when it was there already. Repeatable. */
  stop(): Promise<void>;
}

import { spawn } from 'node:child_process';
import { Socket } from 'node:net';
import type { ManagedChild } from './managed-child.ts';

/** Ends our processes when we are gone, however we went: kill -9 included. */
export interface Watchdog {
  /** From now on this process ends with us. */
  watch(child: ManagedChild): void;
  /** Deletes this folder too after our unexpected end. */
  removeAfterwards(folder: string): void;
  /** Everything has been ended in order; the watchdog goes without touching anything. */
  dismiss(): void;
}

/**
 * The shell reads from a pipe whose other end only we hold. While we live it is told what to watch; the end of the file
 * means that we are gone. A process that ended by itself is taken off the list, so that no later one with its pid is hit.
 */
const SCRIPT = `
trap '' INT TERM HUP
watched=''
while read -r act signal pid; do
  case "$act" in
    watch) watched="$watched $signal:$pid" ;;
    forget) kept=''; for entry in $watched; do [ "\${entry##*:}" = "$pid" ] || kept="$kept $entry"; done; watched="$kept" ;;
    remove) set -- "$@" "$pid" ;;
    dismiss) exit 0 ;;
  esac
done
for entry in $watched; do kill -s "\${entry%%:*}" "\${entry##*:}" 2>/dev/null; done
tries=0
while [ "$tries" -lt 50 ]; do
  living=''
  for entry in $watched; do kill -0 "\${entry##*:}" 2>/dev/null && living=yes; done
  [ -z "$living" ] && break
  sleep 0.1
  tries=$((tries + 1))
done
for entry in $watched; do kill -s KILL "\${entry##*:}" 2>/dev/null; done
for folder in "$@"; do rm -rf "$folder"; done
`;

/** Starts the watchdog. `removeFolders` are deleted after our unexpected end: only folders that hold nothing worth keeping. */
export function startWatchdog(removeFolders: readonly string[]): Watchdog {
  const shell = spawn('/bin/sh', ['-c', SCRIPT, 'varselvakt-watchdog', ...removeFolders], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  shell.unref();
  // Without a shell the stack still works; what it leaves after a crash is ended by the next start.
  shell.on('error', () => undefined);
  shell.stdin.on('error', () => undefined);
  if (shell.stdin instanceof Socket) {
    shell.stdin.unref();
  }
  const tell = (line: string) => shell.stdin.write(`${line}\n`);
  return {
    watch: (child) => {
      tell(`watch ${child.stopSignal.slice(3)} ${child.pid}`);
      child.ended.addEventListener('abort', () => tell(`forget - ${child.pid}`), { once: true });
    },
    removeAfterwards: (folder) => tell(`remove - ${folder}`),
    dismiss: () => shell.stdin.end('dismiss\n'),
  };
}

// kafkajs hands negative times to setTimeout; Node 24 warns about each of them.
const hiddenWarnings: ReadonlySet<string> = new Set(['ExperimentalWarning', 'TimeoutNegativeWarning']);

/** From now on Node prints no warnings itself: those worth knowing go to `listen`. */
export function takeOverWarnings(listen: (warning: Error) => void): void {
  process.removeAllListeners('warning');
  process.on('warning', (warning) => {
    if (!hiddenWarnings.has(warning.name)) listen(warning);
  });
}

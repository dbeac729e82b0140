/** Why a redrive does not begin. */
export type RedriveObstacle = 'ANOTHER_RUNS' | 'NO_TOPIC';

const words: Readonly<Record<RedriveObstacle, string>> = {
  ANOTHER_RUNS: 'Somebody else is redriving at this moment; try again afterwards.',
  NO_TOPIC: 'There is no topic of dead letters.',
};

/** A redrive that has not begun: nothing was sent. */
export class RedriveRefused extends Error {
  override readonly name = 'RedriveRefused';
  readonly code: RedriveObstacle;
  readonly retriable: boolean;

  constructor(code: RedriveObstacle) {
    super(words[code]);
    this.code = code;
    this.retriable = code === 'ANOTHER_RUNS';
  }
}

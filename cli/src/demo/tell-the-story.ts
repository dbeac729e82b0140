import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { toFateLines } from './fate-line.ts';
import type { Observation, Place } from './observation.ts';
import type { Paint } from './paint.ts';
import type { Sample } from './sample.ts';
import { createScoreboard, type Scoreboard, type Tally } from './scoreboard.ts';
import { tellStory } from './story.ts';

const ACT_TIMEOUT_MS = 150_000;
const LOOK_EVERY_MS = 250;

export interface StoryParts {
  readonly publish: (sample: Sample) => Promise<Place>;
  /** Which of these events the database holds. */
  readonly findStored: (eventIds: readonly string[]) => Promise<ReadonlySet<string>>;
  readonly say: (line: string) => void;
  readonly paint: Paint;
  readonly signal: AbortSignal;
  readonly now: () => number;
}

export interface Telling {
  readonly tell: (observation: Observation) => void;
  /** Publishes the story and waits until everything has met a fate; throws when the signal aborts. */
  readonly run: () => Promise<Tally>;
}

/** The story from the first record to the last fate; `tell` is given whatever is seen on the topics meanwhile. */
export function createTelling(parts: StoryParts): Telling {
  const { say, paint, now } = parts;
  const scoreboard = createScoreboard((index, sample, seen, verdict) => {
    for (const line of toFateLines(index, sample, seen, verdict, paint)) say(line);
  });
  const run = async (): Promise<Tally> => {
    const story = tellStory({ now: now(), newId: randomUUID });
    const act = (samples: readonly Sample[]) => playAct(samples, scoreboard, parts);
    await act(story.first);
    await act(story.second);
    scoreboard.close();
    return scoreboard.tally();
  };
  return { tell: scoreboard.tell, run };
}

async function playAct(samples: readonly Sample[], scoreboard: Scoreboard, parts: StoryParts): Promise<void> {
  for (const sample of samples) scoreboard.add(sample, await parts.publish(sample));
  const deadline = parts.now() + ACT_TIMEOUT_MS;
  while (scoreboard.tally().waiting > 0 && parts.now() < deadline) {
    scoreboard.tell({ type: 'ROWS', eventIds: await parts.findStored(scoreboard.eventIds()) });
    await delay(LOOK_EVERY_MS, undefined, { signal: parts.signal });
  }
}

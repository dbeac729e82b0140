import type { Random } from '../workload/random.ts';
import type { SendPassage } from './fakes/fake-broker.ts';
import type { Passage } from './fakes/fake-database.ts';

/** A process of the simulation: it does one piece of work at a time, and can be gone at any of its steps over the wire. */
export type Actor = {
  readonly name: string;
  /** Begins one piece of work; false when there is none. */
  readonly begin: () => (() => Promise<void>) | null;
  /** The process is gone; the next `begin` is that of a new one. */
  readonly crash: () => void;
};

type Waiting = {
  readonly actor: string;
  readonly what: string;
  readonly isSend: boolean;
  readonly go: (passage: SendPassage) => void;
};

/** Of a hundred steps over the wire so many go wrong in each way. */
const faultShares = { LOST: 0.04, UNTOLD: 0.04, LATE: 0.03 };
const crashShare = 0.03;

/** Everything in an order that the random numbers alone decide. */
export class Scheduler {
  readonly history: string[] = [];
  crashCount = 0;
  readonly #random: Random;
  readonly #lives = new Map<string, number>();
  readonly #working = new Map<string, number>();
  #waiting: Waiting[] = [];

  constructor(random: Random) {
    this.#random = random;
  }

  wire(actor: string): (what: string) => Promise<Passage> {
    return (what) => this.#pause(actor, what, false) as Promise<Passage>;
  }

  sendWire(actor: string): (what: string) => Promise<SendPassage> {
    return (what) => this.#pause(actor, what, true);
  }

  /** True while somebody is in the middle of something. */
  isBusy(): boolean {
    return this.#waiting.length > 0 || this.#working.size > 0;
  }

  /** Lets one thing happen, and whatever follows from it without a further step over the wire. */
  async step(actors: readonly Actor[], faults: boolean): Promise<void> {
    const random = this.#random;
    const someone = this.#waiting.length > 0 && random.chance(0.75) ? random.pick(this.#waiting) : null;
    if (someone === null) this.#beginOne(actors);
    else if (faults && random.chance(crashShare)) this.#crash(actors.find(({ name }) => name === someone.actor));
    else this.#pass(someone, faults);
    await settle();
  }

  #pause(actor: string, what: string, isSend: boolean): Promise<SendPassage> {
    return new Promise((resolve) => {
      this.#waiting.push({ actor, what, isSend, go: resolve });
    });
  }

  #pass(one: Waiting, faults: boolean): void {
    this.#waiting = this.#waiting.filter((other) => other !== one);
    const passage = faults ? choosePassage(this.#random, one.isSend) : 'DONE';
    this.history.push(`${one.actor}: ${one.what}${passage === 'DONE' ? '' : ` ${passage}`}`);
    one.go(passage);
  }

  #beginOne(actors: readonly Actor[]): void {
    const idle = actors.filter(({ name }) => !this.#working.has(name));
    if (idle.length === 0) return;
    const actor = this.#random.pick(idle);
    const work = actor.begin();
    if (work === null) return;
    const life = this.#lives.get(actor.name) ?? 0;
    this.#working.set(actor.name, life);
    const done = (): void => {
      if (this.#working.get(actor.name) === life) this.#working.delete(actor.name);
    };
    void work().then(done, done);
  }

  #crash(actor: Actor | undefined): void {
    if (actor === undefined) return;
    this.crashCount += 1;
    this.history.push(`${actor.name} crashes`);
    this.#lives.set(actor.name, (this.#lives.get(actor.name) ?? 0) + 1);
    this.#working.delete(actor.name);
    this.#waiting = this.#waiting.filter((one) => one.actor !== actor.name);
    actor.crash();
  }
}

function choosePassage(random: Random, isSend: boolean): SendPassage {
  const drawn = random.next();
  if (drawn < faultShares.LOST) return 'LOST';
  if (drawn < faultShares.LOST + faultShares.UNTOLD) return 'UNTOLD';
  return isSend && drawn < faultShares.LOST + faultShares.UNTOLD + faultShares.LATE ? 'LATE' : 'DONE';
}

/** No promise of the services waits for anything but a step over the wire, so all have had their turn then. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

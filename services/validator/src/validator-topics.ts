import { topicDeclarations } from '@varselvakt/kafka';
import type { Register } from '@varselvakt/register';

/** The topics of one validator, by what they are for. */
export type ValidatorTopics = {
  readonly inbound: readonly string[];
  readonly events: string;
  readonly feedback: string;
  readonly deadLetter: string;
};

/** Which topics to read and write: those given, or else the shared inbound topic and those that the register gives away. */
export function chooseTopics(prefix: string, given: readonly string[] | null, register: Register): ValidatorTopics {
  const nameOf = (purpose: string) => {
    const declared = topicDeclarations(prefix).find((topic) => topic.purpose === purpose);
    if (declared === undefined) throw new Error(`No topic is declared for ${purpose}`);
    return declared.name;
  };
  return {
    inbound: given ?? [...new Set([nameOf('inbound'), ...register.topicOwners.keys()])],
    events: nameOf('events'),
    feedback: nameOf('feedback'),
    deadLetter: nameOf('dead-letter'),
  };
}

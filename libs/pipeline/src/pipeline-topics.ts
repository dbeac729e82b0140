import { type TopicPurpose, topicDeclarations } from '@varselvakt/kafka';

/** The topics of one pipeline, by what they are for. */
export interface PipelineTopics {
  readonly inbound: string;
  readonly events: string;
  readonly feedback: string;
  readonly deadLetter: string;
}

/** The names of the topics under a prefix, as they are declared. */
export function pipelineTopics(prefix: string): PipelineTopics {
  const declarations = topicDeclarations(prefix);
  const nameOf = (purpose: TopicPurpose): string => {
    const declared = declarations.find((topic) => topic.purpose === purpose);
    if (declared === undefined) throw new Error(`No topic is declared for ${purpose}`);
    return declared.name;
  };
  return {
    inbound: nameOf('inbound'),
    events: nameOf('events'),
    feedback: nameOf('feedback'),
    deadLetter: nameOf('dead-letter'),
  };
}

/** True for the topics that the pipeline itself writes to: whatever a register says, no producer's events are read from there. */
export const isOutputTopic = ({ events, feedback, deadLetter }: PipelineTopics, name: string): boolean =>
  [events, feedback, deadLetter].includes(name) || name.startsWith(`${feedback}.`);

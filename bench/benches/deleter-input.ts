import type { BenchDatabase } from '../stack/bench-database.ts';
import type { PipelineTopics } from '../stack/pipeline-topics.ts';

/** The topics and tables of one run of the deleter's benchmark. */
export type DeleterInput = {
  readonly topics: PipelineTopics;
  readonly database: BenchDatabase;
  readonly dueCount: number;
};

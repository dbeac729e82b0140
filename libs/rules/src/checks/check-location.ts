import type { ProducerEvent } from '@varselvakt/domain';
import type { FindingCollector } from '../finding.ts';
import type { AddressPolicy } from './judge-text.ts';

/** An appointment may name its place, except where no address may be named at all. */
export const checkLocation = ({ body }: ProducerEvent, policy: AddressPolicy, { report }: FindingCollector): void => {
  if (policy === 'STANDARD' || !('location' in body) || body.location === null) return;
  report('LOCATION_NOT_ALLOWED', { path: 'body.location', fieldClass: 'in-app' });
};

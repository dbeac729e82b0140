/** What toCandidate reads. */
export const candidateColumns = `aggregate_id, kind, producer_id, label, group_id, group_ref, event_count, deletion_cause,
  extract(epoch from delete_at) * 1000 as delete_at_ms, content_day - date '1970-01-01' as content_day`;

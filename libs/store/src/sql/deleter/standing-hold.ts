/**
 * True for an aggregate (alias `candidate`) that may not be deleted now: it is held itself, or its label or producer is, or it is a
 * case with a held notification in its group, which would go with it.
 */
export const isHeld = `exists (
    select from legal_hold as hold
    where hold.released_at is null and hold.expires_at > now()
      and (hold.aggregate_id = candidate.aggregate_id or hold.label = candidate.label
        or hold.producer_id = candidate.producer_id
        or (candidate.kind = 'CASE' and hold.aggregate_id in (
          select member.aggregate_id from aggregate as member where member.group_ref = candidate.group_ref)))
  )`;

/**
 * True for an aggregate (alias `candidate`) that may not be deleted now: it is held itself, or its label or producer is, or it is a
 * case in whose group a notification is held, or is of a producer that is: it would go with the case. (A group has one label.)
 */
export const isHeld = `exists (
    select from legal_hold as hold
    where hold.released_at is null and hold.expires_at > now()
      and (hold.aggregate_id = candidate.aggregate_id or hold.label = candidate.label
        or hold.producer_id = candidate.producer_id
        or (candidate.kind = 'CASE' and exists (
          select from aggregate as member where member.group_ref = candidate.group_ref
            and (member.aggregate_id = hold.aggregate_id or member.producer_id = hold.producer_id))))
  )`;

/**
 * The fields of AcceptedEvent that the persister makes values of, by record. Texts, links and recipients stay in the record's bytes:
 * they are stored as they lie on the log and are nowhere else in this process.
 */
export const envelopeFields = {
  AcceptedEvent: ['event', 'producerId', 'ruleSetVersion', 'contentHash', 'retention', 'source'],
  ProducerEvent: ['eventId', 'aggregateId', 'label', 'groupId', 'organisationNumber', 'body'],
  CaseOpened: ['status'],
  CaseStatusChanged: ['status'],
  AppointmentCreated: ['state'],
  AppointmentChanged: ['state'],
  RetentionDecision: ['operation', 'deleteAt', 'source'],
  SourcePosition: ['topic', 'partition', 'offset'],
} as const;

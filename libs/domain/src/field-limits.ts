/** Every limit on the fields of an event, once. Lengths are counted in Unicode code points. */
export const fieldLimits = {
  label: { maxLength: 100 },
  groupId: { maxLength: 100 },
  title: { maxLength: 140 },
  additionalInfo: { maxLength: 140 },
  nextStep: { maxLength: 140 },
  statusText: { maxLength: 60 },
  text: { maxLength: 300 },
  link: { maxLength: 2_000 },
  address: { maxLength: 140 },
  postalCode: { maxLength: 10 },
  city: { maxLength: 50 },
  resourceId: { maxLength: 100 },
  emailAddress: { maxLength: 254 },
  emailSubject: { maxLength: 150 },
  emailHtmlBody: { maxLength: 10_000 },
} as const;

/** How long an SMS may be: one segment passes, up to the limit warns, above it is refused. */
export const smsLimits = { maxSegments: 6, segmentsWithoutWarning: 1 } as const;

/** Bounds on the instants of an event. */
export const timeLimits = {
  /** How far a producer's clock may be ahead of ours. */
  maxAheadMs: 5 * 60_000,
  /** How old an event may be, in calendar years. */
  maxAgeYears: 10,
  /** 0001-01-01T00:00Z: an earlier instant is a fault of the producer's arithmetic. */
  earliestAt: -62_135_596_800_000,
  /** 9999-12-31T23:59:59.999Z: a later one does not fit what readers and databases print. */
  latestAt: 253_402_300_799_999,
} as const;

const dayMs = 86_400_000;

/** True for a whole number of milliseconds inside the years 1 to 9999. */
export const isInstant = (at: number): boolean =>
  Number.isInteger(at) && at >= timeLimits.earliestAt && at <= timeLimits.latestAt;

/** True for a whole number of days since 1970-01-01 inside the years 1 to 9999. */
export const isCalendarDay = (day: number): boolean => Number.isInteger(day) && isInstant(day * dayMs);

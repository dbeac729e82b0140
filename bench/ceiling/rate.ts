/** What one ceiling reached. */
export type Rate = {
  readonly eventsPerSecond: number;
  readonly cpuMicrosPerEvent: number;
  readonly seconds: number;
};

/** What went wrong underneath, as far as it says so itself. */
export type Fault = { readonly code: string; readonly retriable: boolean; readonly cause: unknown };

/** The code and the word on retrying that an error of Kafka or the registry carries; an unknown one may pass by itself. Never throws. */
export const faultOf = (cause: unknown): Fault => {
  const told: { readonly code?: unknown; readonly retriable?: unknown } =
    typeof cause === 'object' && cause !== null ? cause : {};
  return {
    code: typeof told.code === 'string' ? told.code : 'UNKNOWN',
    retriable: told.retriable !== false,
    cause,
  };
};

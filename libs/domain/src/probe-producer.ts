/**
 * The producer that the monitor's end-to-end probe publishes as. The register must hold it as it holds every other; what is its own counts
 * nowhere as business (docs/decisions/0205).
 */
export const probeProducerId = 'varselvakt-probe';

/** Whether something is the probe's: the one question that all counts ask. */
export const isProbe = (producerId: string | null): boolean => producerId === probeProducerId;

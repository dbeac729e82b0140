const GROUP = /\B(?=(\d{3})+$)/g;

/** A number as people read it: thousands set apart, as many decimals as its size calls for. */
export function formatNumber(value: number): string {
  const size = Math.abs(value);
  if (size >= 100) return String(Math.round(value)).replace(GROUP, ',');
  return value.toFixed(size >= 10 ? 1 : 2);
}

const MIB = 1_048_576;

/** A number with its unit; bytes become MiB or GiB where they are many. */
export function formatFigure(value: number, unit: string): string {
  if (unit === 'bytes' && value >= 10_240 * MIB) return `${formatNumber(value / (1_024 * MIB))} GiB`;
  if (unit === 'bytes' && value >= 10 * MIB) return `${formatNumber(value / MIB)} MiB`;
  return unit === '' ? formatNumber(value) : `${formatNumber(value)} ${unit}`;
}

const SEED = 0x9747b28c;
const M = 0x5bd1e995;
const TO_POSITIVE = 0x7fffffff;

/** The last one to three bytes, read as a little-endian number. */
const tailOf = (data: Uint8Array, start: number): number =>
  (data[start] ?? 0) | ((data[start + 1] ?? 0) << 8) | ((data[start + 2] ?? 0) << 16);

/** Murmur2 exactly as `org.apache.kafka.common.utils.Utils.murmur2`: a signed 32-bit number. Never throws. */
export const murmur2 = (data: Uint8Array): number => {
  let hash = (SEED ^ data.length) | 0;
  const wholeLength = data.length & ~3;
  for (let i = 0; i < wholeLength; i += 4) {
    let k = tailOf(data, i) | ((data[i + 3] ?? 0) << 24);
    k = Math.imul(k, M);
    k ^= k >>> 24;
    hash = Math.imul(hash, M) ^ Math.imul(k, M);
  }
  if (wholeLength < data.length) hash = Math.imul(hash ^ tailOf(data, wholeLength), M);
  hash = Math.imul(hash ^ (hash >>> 13), M);
  return hash ^ (hash >>> 15);
};

/**
 * The partition the Java client's default partitioner gives this key, so that every client puts one aggregate in one place.
 * Throws RangeError when `partitionCount` is not a whole number above 0; a retry does not help.
 */
export const partitionFor = (key: Uint8Array, partitionCount: number): number => {
  if (!Number.isSafeInteger(partitionCount) || partitionCount < 1) {
    throw new RangeError(`partitionCount must be a whole number above 0, not ${partitionCount}`);
  }
  return (murmur2(key) & TO_POSITIVE) % partitionCount;
};

/** Writes into the buffer from the position; answers the end position, or a negative number when there is no room. */
export type WriteAt = (target: Buffer, position: number) => number;

const SLAB_BYTES = 256 * 1024;

/**
 * Hands out buffers that were written in place: records are encoded one after the other into a large slab and handed out
 * as slices, so that there is neither a copy nor an allocation per record. A slab is freed with the last of its slices.
 */
export class SlabWriter {
  #slab: Buffer = Buffer.alloc(0);
  #position = 0;

  /** The bytes that `write` wrote; tries again in a larger slab when it runs out of room. Throws what `write` throws. */
  write(writeAt: WriteAt): Buffer {
    for (let slabBytes = SLAB_BYTES; ; slabBytes *= 2) {
      const start = this.#position;
      const end = this.#slab.length === 0 ? -1 : writeAt(this.#slab, start);
      if (end >= 0 && end <= this.#slab.length) {
        this.#position = end;
        return this.#slab.subarray(start, end);
      }
      this.#slab = Buffer.allocUnsafeSlow(slabBytes);
      this.#position = 0;
    }
  }
}

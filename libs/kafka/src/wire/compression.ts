import { promisify } from 'node:util';
import { gunzip, gzip, zstdCompress, zstdDecompress } from 'node:zlib';
import kafkajs from 'kafkajs';
import { KafkaError } from '../fault/kafka-error.ts';
import { unpackLz4 } from './lz4.ts';
import { unpackSnappy } from './snappy.ts';

/** One batch may unpack to this much; more is a bomb, for a producer's own limit is 1 MiB before packing. */
const MAX_UNPACKED_BYTES = 64 * 1024 * 1024;

type Codec = {
  readonly compress: (encoder: { readonly buffer: Buffer }) => Promise<Buffer>;
  readonly decompress: (packed: Buffer) => Promise<Buffer>;
};

const gzipAsync = promisify(gzip);
const gunzipAsync = promisify(gunzip);
const zstdAsync = promisify(zstdCompress);
const unzstdAsync = promisify(zstdDecompress);

const failed = (name: string, cause: unknown): KafkaError =>
  new KafkaError('KAFKA_CODEC_FAILED', name, { retriable: false, cause });

const readOnly = (name: string) => async (): Promise<Buffer> => {
  throw new KafkaError('KAFKA_CODEC_READ_ONLY', name, { retriable: false });
};

const codecs: Readonly<Record<number, Codec>> = {
  [kafkajs.CompressionTypes.GZIP]: {
    compress: async (encoder) => gzipAsync(encoder.buffer),
    decompress: async (packed) =>
      gunzipAsync(packed, { maxOutputLength: MAX_UNPACKED_BYTES }).catch((cause) =>
        Promise.reject(failed('gzip', cause)),
      ),
  },
  [kafkajs.CompressionTypes.ZSTD]: {
    compress: async (encoder) => zstdAsync(encoder.buffer),
    decompress: async (packed) =>
      unzstdAsync(packed, { maxOutputLength: MAX_UNPACKED_BYTES }).catch((cause) =>
        Promise.reject(failed('zstd', cause)),
      ),
  },
  [kafkajs.CompressionTypes.Snappy]: {
    compress: readOnly('snappy'),
    decompress: async (packed) => unpackSnappy(packed, MAX_UNPACKED_BYTES),
  },
  [kafkajs.CompressionTypes.LZ4]: {
    compress: readOnly('lz4'),
    decompress: async (packed) => unpackLz4(packed, MAX_UNPACKED_BYTES),
  },
};

/**
 * Teaches kafkajs (whose table is per process) every compression a producer may choose, each with a bound. kafkajs alone knows
 * only gzip, without a bound, and a consumer that meets another one dies (K9). Calling it again changes nothing.
 */
export const registerCodecs = (): void => {
  const known = kafkajs.CompressionCodecs as Record<number, () => Codec>;
  for (const [type, codec] of Object.entries(codecs)) known[Number(type)] = () => codec;
};

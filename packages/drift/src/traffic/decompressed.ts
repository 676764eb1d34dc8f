import { brotliDecompressSync, gunzipSync, inflateSync, zstdDecompressSync } from 'node:zlib'

/** Maximum size of a decompressed body in bytes. */
const MOST_BYTES = 256 * 1024 * 1024

const DECOMPRESS: Readonly<Record<string, (body: Uint8Array, options: { maxOutputLength: number }) => Uint8Array>> = {
  gzip: gunzipSync,
  'x-gzip': gunzipSync,
  deflate: inflateSync,
  br: brotliDecompressSync,
  zstd: zstdDecompressSync,
}

/** Decompresses a body. Some proxies record it compressed, others already decompressed. */
export function decompressed(body: Uint8Array, encodings: string): Uint8Array {
  const names = encodings
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
  return names.toReversed().reduce((bytes, name) => {
    try {
      return DECOMPRESS[name]?.(bytes, { maxOutputLength: MOST_BYTES }) ?? bytes
    } catch {
      return bytes
    }
  }, body)
}

let high = 0;
let low = 0;

/**
 * A number that two lists of values share exactly when they are the same data on these rows, up to a chance of one
 * in 2^53: two
 * multiplicative hashes over the values, strings by their code units, arrays by their length and items.
 */
export function signatureOf(values: readonly unknown[], rows: readonly number[]): number {
  high = 0xdeadbeef;
  low = 0x41c6ce57;
  for (const row of rows) add(values[row]);
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return 4294967296 * (2097151 & low) + (high >>> 0);
}

const float = new Float64Array(1);
const words = new Int32Array(float.buffer);

function add(value: unknown): void {
  switch (typeof value) {
    case "number":
      float[0] = value;
      mix(words[0] ?? 0);
      mix((words[1] ?? 0) ^ 0x2f);
      break;
    case "string":
      mix(value.length ^ 0x5bd1e995);
      for (let index = 0; index < value.length; index += 1) mix(value.charCodeAt(index));
      break;
    case "boolean":
      mix(value ? 0x1b873593 : 0x52dce729);
      break;
    default:
      if (Array.isArray(value)) {
        mix(value.length ^ 0x38b34ae5);
        for (const item of value) add(item);
      } else mix(value === null ? 0x7f4a7c15 : 0x3c6ef372);
  }
}

function mix(word: number): void {
  high = Math.imul(high ^ word, 2654435761);
  low = Math.imul(low ^ word ^ (high >>> 15), 1597334677);
  high ^= low >>> 13;
}

/** What a program wrote, as it came. */
export interface RawOutput {
  /** Bytes since the start, all of them. */
  readonly bytes: number;
  /** The last of it, at most `keptCharacters`. */
  readonly text: string;
  /** True when all of it is in `text`. */
  readonly isWhole: boolean;
}

const keptCharacters = 4_000_000;

/** Counts output and keeps the last of it, within bounds. */
export function createRawOutput(): { add(text: string): void; read(): RawOutput } {
  let bytes = 0;
  let isWhole = true;
  let chunks: string[] = [];
  let kept = 0;
  return {
    add: (text) => {
      bytes += Buffer.byteLength(text);
      chunks.push(text);
      kept += text.length;
      if (kept <= 2 * keptCharacters) return;
      const last = chunks.join("").slice(-keptCharacters);
      chunks = [last];
      kept = last.length;
      isWhole = false;
    },
    read: () => {
      const text = chunks.join("");
      return {
        bytes,
        text: text.slice(-keptCharacters),
        isWhole: isWhole && text.length <= keptCharacters,
      };
    },
  };
}

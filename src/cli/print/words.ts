/** `1 example`, `2 examples`. */
export function count(number: number, word: string, plural = `${word}s`): string {
  return `${number.toLocaleString("en-US")} ${number === 1 ? word : plural}`;
}

/** Columns that line up: each row's cells padded to the widest of its column, but for the last. */
export function columns(rows: readonly (readonly string[])[], gap = 2): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, at) => (widths[at] = Math.max(widths[at] ?? 0, cell.length)));
  }
  return rows.map((row) =>
    row.map((cell, at) => (at === row.length - 1 ? cell : cell.padEnd((widths[at] ?? 0) + gap))).join(""),
  );
}

/** The text on one line, cut at `width` with an ellipsis. */
export function oneLine(text: string, width: number): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length <= width ? line : `${line.slice(0, Math.max(1, width - 1))}…`;
}

/** Text of others among our own lines: from its second line on behind a bar, so that none of it reads as ours. */
export function behindBar(text: string): string {
  return text.replaceAll(/\r\n?|\n/g, "\n  │ ");
}

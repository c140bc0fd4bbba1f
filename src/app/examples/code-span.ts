/**
 * The Markdown of a code span that holds the source, on one line: with as many backticks as none of its own runs
 * has, and blanks inside where it begins or ends with one.
 *
 * CommonMark 0.31, section 6.1.
 */
export function codeSpan(source: string): string {
  const runs = new Set((source.match(/`+/g) ?? []).map(({ length }) => length));
  let length = 1;
  while (runs.has(length)) length += 1;
  const fence = "`".repeat(length);
  const isBlank = source.trim() === "";
  const needsRoom =
    source.startsWith("`") ||
    source.endsWith("`") ||
    (!isBlank && source.startsWith(" ") && source.endsWith(" "));
  return needsRoom ? `${fence} ${source} ${fence}` : `${fence}${source}${fence}`;
}

/** The same for the cell of a table, where a bar is escaped in code too (GFM 0.29, section 4.10). */
export function cellSpan(source: string): string {
  return escapeBars(codeSpan(source));
}

/** Bars of running text, or of a code span, so that they end no cell. */
export function escapeBars(markdown: string): string {
  return markdown.replaceAll("|", "\\|");
}

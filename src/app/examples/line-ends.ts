/** Where the line ends that holds the offset: before its line break, or at the end of the text. */
export function lineEnd(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && text[at] !== "\n" && text[at] !== "\r") at += 1;
  return at;
}

/** Where the line begins that holds the offset. */
export function lineStart(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && text[at - 1] !== "\n" && text[at - 1] !== "\r") at -= 1;
  return at;
}

/** The line break as the text writes it there: behind the line that holds the offset, else before it, else LF. */
export function lineBreakAt(text: string, offset: number): string {
  return breakAt(text, lineEnd(text, offset)) ?? breakBefore(text, lineStart(text, offset)) ?? "\n";
}

/** Whether the line behind the one that ends at this offset holds anything. */
export function isFollowed(text: string, end: number): boolean {
  const start = end + (breakAt(text, end)?.length ?? 0);
  return start > end && text.slice(start, lineEnd(text, start)).trim() !== "";
}

function breakAt(text: string, at: number): string | null {
  if (text[at] === "\r") return text[at + 1] === "\n" ? "\r\n" : "\r";
  return text[at] === "\n" ? "\n" : null;
}

function breakBefore(text: string, start: number): string | null {
  if (start === 0) return null;
  return text[start - 1] === "\n" && text[start - 2] === "\r" ? "\r\n" : (text[start - 1] ?? null);
}

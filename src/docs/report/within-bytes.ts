/**
 * Parts of a text joined as far as there is room; what is left out is said at the end.
 *
 * @param bytes - of UTF-8, what is said of the rest included.
 */
export function withinBytes(parts: readonly string[], bytes: number): string {
  const end = (left: number) =>
    `\n${left} more ${left === 1 ? "part" : "parts"} left out: there is no room.\n`;
  const room = bytes - sizeOf(end(parts.length));
  let size = 0;
  for (const [at, part] of parts.entries()) {
    size += sizeOf(part);
    if (size > room) return parts.slice(0, at).join("") + end(parts.length - at);
  }
  return parts.join("");
}

function sizeOf(text: string): number {
  return Buffer.byteLength(text);
}

import type { Line, Span } from "./line.ts";
import { lineWidth, take, widthOf } from "./width.ts";

/**
 * The row in as many rows as it takes, broken between words; a word longer than a row is broken inside.
 *
 * @param hanging - what stands before every row but the first, such as blanks under a list's mark.
 */
export function wrap(line: Line, width: number, hanging: Line = []): Line[] {
  if (lineWidth(line) <= width) return [line];
  const rows: Line[] = [];
  let current: Span[] = [];
  let used = 0;
  const start = () => {
    rows.push(current);
    current = [...hanging];
    used = lineWidth(hanging);
  };
  const narrow = Math.max(1, width - lineWidth(hanging));
  for (const piece of piecesOf(line)) {
    let rest = piece;
    while (used + widthOf(rest.text) > width) {
      if (rest.text.trim() === "") {
        rest = { ...rest, text: "" };
        break;
      }
      const isFresh = used <= lineWidth(hanging) && (rows.length > 0 || used === 0);
      if (!isFresh && widthOf(rest.text) <= narrow) {
        start();
        continue;
      }
      const { head, rest: tail } = take([rest], Math.max(1, width - used));
      if (head.length === 0) {
        start();
        if (widthOf(rest.text.slice(0, 1)) > narrow) break;
        continue;
      }
      current.push(...head);
      start();
      rest = { ...rest, text: tail[0]?.text ?? "" };
    }
    if (rest.text === "") continue;
    current.push(rest);
    used += widthOf(rest.text);
  }
  rows.push(current);
  return rows;
}

/** Words and the blanks between them, each in its style. */
function piecesOf(line: Line): Span[] {
  return line.flatMap((part) => (part.text.match(/\s+|\S+/gu) ?? []).map((text) => ({ ...part, text })));
}

import * as fc from "fast-check";
import xterm from "@xterm/headless";
import { expect, test } from "vitest";
import { rowUpdate } from "../../../src/tui/ink/row-update.ts";
import type { Line } from "../../../src/tui/paint/line.ts";
import { span } from "../../../src/tui/paint/span.ts";
import { createTheme } from "../../../src/tui/paint/theme.ts";
import { fit } from "../../../src/tui/paint/width.ts";
import { readCells } from "../../support/terminal/cells.ts";
import { graphemes } from "../../support/terminal/graphemes.ts";

const theme = createTheme("16");

test("a terminal that is given the updates shows what it would show of the row alone", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyLine, { minLength: 1, maxLength: 6 }), async (lines) => {
      const updated = newTerminal();
      let before: Line | null = null;
      for (const line of lines) {
        await put(updated, rowUpdate(0, before, line, theme));
        before = line;
        const alone = newTerminal();
        await put(alone, theme.paint(line));
        expect(shown(updated)).toStrictEqual(shown(alone));
      }
    }),
    { numRuns: 200, seed: 7 },
  );
});

const piece = fc.constantFrom("a", "b ", " ", "漢", "👩🏽‍🚀", "é", "✓ ", "ab", "  ", "│");
const anySpan = fc
  .record({
    text: fc.array(piece, { maxLength: 4 }),
    tone: fc.constantFrom("plain", "holds", "dim", "accent", "link"),
    selected: fc.boolean(),
  })
  .map(({ text, tone, selected }) => span(text.join(""), tone, selected ? { selected } : {}));
const anyLine = fc
  .tuple(fc.array(anySpan, { maxLength: 5 }), fc.boolean())
  .map(([spans, isFull]) => fit(spans, isFull ? 24 : 8));

function newTerminal() {
  const terminal = new xterm.Terminal({ cols: 24, rows: 2, allowProposedApi: true });
  terminal.unicode.register(graphemes);
  terminal.unicode.activeVersion = graphemes.version;
  return terminal;
}

function put(terminal: InstanceType<typeof xterm.Terminal>, text: string): Promise<void> {
  return new Promise((done) => terminal.write(text, done));
}

/** Each cell; of a blank one only what can be seen of it. */
function shown(terminal: InstanceType<typeof xterm.Terminal>) {
  return (readCells(terminal)[0] ?? []).map((cell) =>
    cell.text.trim() === "" && cell.width === 1
      ? { ...cell, text: "", bold: false, dim: false, italic: false, foreground: null }
      : cell,
  );
}

import { describe, expect, test } from "vitest";
import { animationSvg, pictureSvg } from "../../shots/svg.ts";
import type { Cell } from "../support/terminal/cells.ts";

const look: Omit<Cell, "text" | "width"> = {
  foreground: null,
  background: null,
  bold: false,
  dim: false,
  italic: false,
  underline: false,
  inverse: false,
  strikethrough: false,
};

/** A row of 20 columns; characters that are two columns wide are given as such. */
function row(text: string, style: Partial<Cell> = {}, wide = ""): Cell[] {
  const cells = Array.from(text, (character): Cell[] =>
    wide.includes(character)
      ? [
          { ...look, ...style, text: character, width: 2 },
          { ...look, ...style, text: "", width: 0 },
        ]
      : [{ ...look, ...style, text: character, width: 1 }],
  ).flat();
  const blank = { ...look, text: " ", width: 1 };
  return [...cells, ...Array.from({ length: 20 - cells.length }, () => blank)];
}

/** What is inside the window. */
function body(svg: string): string {
  return /clip-path="url\(#w\)">\n([\s\S]*)\n<\/g>\n<\/svg>/.exec(svg)?.[1] ?? "";
}

describe("a picture", () => {
  test.each<[string, Cell[], string]>([
    [
      "text at its column, as wide as its columns",
      row("  ab"),
      '<tspan x="16.8" textLength="16.8">ab</tspan>',
    ],
    ["markup of text is text", row("<&>"), '<tspan x="0" textLength="25.2">&lt;&amp;&gt;</tspan>'],
    ["blanks between words stay", row("a  b"), '<tspan x="0" textLength="33.6">a \u00A0b</tspan>'],
    [
      "a colour of the sixteen by its class",
      row("a", { foreground: 1 }),
      '<tspan x="0" class="c1">a</tspan>',
    ],
    [
      "any other colour as it is",
      row("a", { foreground: "#102030" }),
      '<tspan x="0" fill="#102030">a</tspan>',
    ],
    ["one of the 256", row("a", { foreground: 196 }), '<tspan x="0" fill="#ff0000">a</tspan>'],
    ["one of the greys", row("a", { foreground: 232 }), '<tspan x="0" fill="#080808">a</tspan>'],
    ["marks", row("a", { bold: true, underline: true }), '<tspan x="0" class="b u">a</tspan>'],
  ])("%s", (_, cells, expected) => {
    expect(body(pictureSvg([cells], "t"))).toBe(`<text y="13">${expected}</text>`);
  });

  test("what stands behind a wide character keeps its column", () => {
    const svg = body(pictureSvg([row("漢b", {}, "漢")], "t"));
    expect(svg).toBe('<text y="13"><tspan x="0">漢</tspan><tspan x="16.8">b</tspan></text>');
  });

  test("inverse text stands on the text's colour, in one piece", () => {
    const svg = body(pictureSvg([row("a✓b", { inverse: true })], "t"));
    expect(svg).toContain('<rect x="0" width="25.2" height="18" class="c"/>');
    expect(svg).toContain('<tspan x="0" class="g">a</tspan>');
  });

  test("has no script, loads nothing, and knows light and dark", () => {
    const svg = pictureSvg([row("<script>")], 'a "title" & more');
    expect(svg).not.toMatch(/<script|<image|href="http|@import|url\((?!#w)/);
    expect(svg).toContain("prefers-color-scheme:dark");
    expect(svg).toContain('aria-label="a &quot;title&quot; &amp; more"');
  });
});

describe("a moving picture", () => {
  const shots = [
    { cells: [row("stays"), row("one")], ms: 100 },
    { cells: [row("stays"), row("two")], ms: 300 },
  ];

  test("a row that stays is drawn once and always seen, one that changes for its time", () => {
    const svg = animationSvg(shots, "t");
    expect(svg.match(/>stays</g)).toHaveLength(1);
    expect(body(svg)).toBe(
      '<use href="#r0" y="0"/>\n<use href="#r1" y="18" class="a0"/>\n<use href="#r2" y="18" class="a1 l"/>',
    );
    expect(svg).toContain("@keyframes k0{0%{visibility:visible}25%{visibility:hidden}}");
    expect(svg).toContain("@keyframes k1{0%{visibility:hidden}25%{visibility:visible}}");
    expect(svg).toContain("animation:400ms step-end infinite");
  });

  test("what comes again is drawn once", () => {
    const again = animationSvg([...shots, { cells: [row("stays"), row("one")], ms: 100 }], "t");
    expect(again.match(/>one</g)).toHaveLength(1);
  });

  test("forty pictures of a busy terminal stay under 200 kB", () => {
    const busy = Array.from({ length: 40 }, (_, shot) => ({
      ms: 100,
      cells: Array.from({ length: 30 }, (_, at) => [
        ...row(`line ${String(shot + at).padStart(5, "0")}`, { foreground: 2 }),
        ...row("does one thing more", { dim: true }),
      ]),
    }));
    expect(Buffer.byteLength(animationSvg(busy, "t"))).toBeLessThan(200_000);
  });
});

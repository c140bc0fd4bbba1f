import { isGreen } from "./headline.ts";
import type { Report } from "./report.ts";
import { xmlText } from "./xml-text.ts";

/**
 * A flat badge as SVG, 20 pixels high: `spec` and what holds, or what does not. It is told from its words alone, not
 * only from its colour, and holds nothing of the specs' own text.
 */
export function badgeSvg(report: Report): string {
  const { words, colour } = saying(report);
  const left = widthOf(label) + 2 * padding;
  const right = widthOf(words) + 2 * padding;
  const text = (at: number, width: number, content: string) =>
    `<text x="${at + width / 2}" y="14" textLength="${width - 2 * padding}">${xmlText(content)}</text>`;
  const said = xmlText(`${label}: ${words}`);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="20" role="img" aria-label="${said}">
  <title>${said}</title>
  <rect width="${left + right}" height="20" rx="3" fill="${colour}"/>
  <path d="M3 0h${left - 3}v20h-${left - 3}a3 3 0 0 1-3-3v-14a3 3 0 0 1 3-3z" fill="#444"/>
  <g fill="#fff" font-family="Verdana,Geneva,DejaVu Sans,sans-serif" font-size="11" text-anchor="middle" lengthAdjust="spacingAndGlyphs" aria-hidden="true">
    ${text(0, left, label)}
    ${text(left, right, words)}
  </g>
</svg>
`;
}

const label = "spec";
const padding = 6;

// White on each of them has a contrast of more than 4.5 to 1 (WCAG 2.2, 1.4.3).
const colours = { good: "#1a7f37", doubtful: "#8a5a00", bad: "#b42318", unknown: "#57606a" } as const;

function saying({ outcome, summary, endedWhy }: Report): { readonly words: string; readonly colour: string } {
  const { holds, fails, drifted, unbound, weak, unproven, manual } = summary;
  const open = fails + drifted + unbound;
  const all = open + holds + weak + unproven + manual;
  if (outcome === "ambiguous") return { words: "unreadable", colour: colours.bad };
  if (outcome === "compromised" || outcome === "flaky") return { words: outcome, colour: colours.bad };
  if (open > 0) return { words: `${open} of ${all} open`, colour: colours.bad };
  if (!isGreen({ outcome, endedWhy })) return { words: "unknown", colour: colours.unknown };
  if (all === 0) return { words: "empty", colour: colours.unknown };
  const settled = holds + manual;
  if (settled < all) return { words: `${settled} of ${all} hold`, colour: colours.doubtful };
  return { words: all === 1 ? "1 holds" : `${all} hold`, colour: colours.good };
}

/** About how wide a text of our few words is in Verdana of 11 pixels; `textLength` makes it exact. */
function widthOf(text: string): number {
  const widths = Array.from(text, (char) => (narrow.has(char) ? 4 : 6.5));
  return Math.round(widths.reduce((width, own) => width + own, 0));
}

const narrow: ReadonlySet<string> = new Set(" ilft1");

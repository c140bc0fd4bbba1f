/** What an HTML comment says to the tool. */
export type ToolComment =
  | { readonly says: "id"; readonly id: string }
  | { readonly says: "manual"; readonly reason: string }
  | { readonly says: "prose" };

/** Comments for the tool in a piece of HTML, in order; other comments, and other HTML, are nobody's business. */
export function readToolComments(html: string): ToolComment[] {
  return commentsIn(html).flatMap((text) => readOne(text) ?? []);
}

/** A rule that a comment wants silent, and why: `<!-- lint-ignore RULE: reason -->`. Either may be empty. */
export interface LintIgnore {
  readonly rule: string;
  readonly reason: string;
}

/** Comments in a piece of HTML that silence a rule of lint, in order. */
export function readLintIgnores(html: string): LintIgnore[] {
  return commentsIn(html).flatMap((text) => {
    const [first = "", ...words] = text.split(/\s+/u);
    if (first.toLowerCase().replace(/:$/u, "") !== "lint-ignore") return [];
    const said = words.join(" ");
    const colon = said.indexOf(":");
    if (colon < 0) return { rule: words[0] ?? "", reason: "" };
    return { rule: said.slice(0, colon).trim(), reason: said.slice(colon + 1).trim() };
  });
}

/** Texts of the comments in a piece of HTML. */
function commentsIn(html: string): string[] {
  const found: string[] = [];
  for (let at = html.indexOf(open); at >= 0; at = html.indexOf(open, at + open.length)) {
    const end = html.indexOf(close, at + open.length);
    if (end < 0) break;
    found.push(html.slice(at + open.length, end).trim());
  }
  return found;
}

const open = "<!--";
const close = "-->";

function readOne(text: string): ToolComment | null {
  const colon = text.indexOf(":");
  const word = (colon < 0 ? text : text.slice(0, colon)).trim().toLowerCase();
  const rest = colon < 0 ? "" : text.slice(colon + 1).trim();
  if (word === "id" && colon >= 0) return { says: "id", id: rest };
  if (word === "manual") return { says: "manual", reason: rest };
  return word === "prose" && rest === "" ? { says: "prose" } : null;
}

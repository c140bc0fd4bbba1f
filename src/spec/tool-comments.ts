/** What an HTML comment says to the tool. */
export type ToolComment =
  | { readonly says: "id"; readonly id: string }
  | { readonly says: "manual"; readonly reason: string }
  | { readonly says: "prose" };

/** Comments for the tool in a piece of HTML, in order; other comments, and other HTML, are nobody's business. */
export function readToolComments(html: string): ToolComment[] {
  const found: ToolComment[] = [];
  for (let at = html.indexOf(open); at >= 0; at = html.indexOf(open, at + open.length)) {
    const end = html.indexOf(close, at + open.length);
    if (end < 0) break;
    const comment = readOne(html.slice(at + open.length, end).trim());
    if (comment !== null) found.push(comment);
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

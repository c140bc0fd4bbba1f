/** Regular expressions that are nearly this one, as literals: without a flag, a quantifier, an anchor, a negation; a class repeated. */
export function patternEdits(source: string, flags: string): readonly string[] {
  const edits = new Set<string>();
  for (const flag of ["g", "i", "u", "m", "s"]) {
    if (flags.includes(flag)) edits.add(literal(source, flags.replace(flag, "")));
  }
  if (!flags.includes("i") && /[A-Za-z]/.test(source.replaceAll(/\\./g, "")))
    edits.add(literal(source, `${flags}i`));
  for (const { at, length, to } of pieces(source)) {
    edits.add(literal(source.slice(0, at) + to + source.slice(at + length), flags));
  }
  return [...edits].filter(isPattern);
}

interface Piece {
  readonly at: number;
  readonly length: number;
  readonly to: string;
}

/** Places of the source that invite a change; what stands behind a backslash is one piece. */
function pieces(source: string): Piece[] {
  const found: Piece[] = [];
  let inClass = false;
  for (let at = 0; at < source.length; at += 1) {
    const char = source[at] ?? "";
    if (char === "\\") {
      const next = source[at + 1] ?? "";
      const other = classes[next];
      if (other !== undefined) found.push({ at, length: 2, to: `\\${other}` });
      at += 1;
      if (!inClass && other !== undefined) found.push(...repeated(source, at));
    } else if (inClass) {
      if (char === "]") {
        inClass = false;
        found.push(...repeated(source, at));
      }
    } else if (char === "[") {
      inClass = true;
      found.push(
        source[at + 1] === "^" ? { at: at + 1, length: 1, to: "" } : { at: at + 1, length: 0, to: "^" },
      );
    } else if (char === "+") found.push({ at, length: 1, to: "" }, { at, length: 1, to: "*" });
    else if (char === "*") found.push({ at, length: 1, to: "+" });
    else if (char === "^" || char === "$") found.push({ at, length: 1, to: "" });
  }
  return found;
}

/** What stands once may be meant to stand as often as it likes: a plus forgotten. */
function repeated(source: string, at: number): readonly Piece[] {
  return /[+*?{]/.test(source[at + 1] ?? "") ? [] : [{ at: at + 1, length: 0, to: "+" }];
}

const classes: Readonly<Record<string, string>> = { d: "D", D: "d", w: "W", W: "w", s: "S", S: "s" };

function literal(source: string, flags: string): string {
  return `/${source === "" ? "(?:)" : source}/${flags}`;
}

function isPattern(text: string): boolean {
  const end = text.lastIndexOf("/");
  try {
    return new RegExp(text.slice(1, end), text.slice(end + 1)) instanceof RegExp;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

/**
 * True when code nests so deeply that a recursive parser in native code, which ends the process where the stack
 * does, should not see it. Counted before parsing, from the tokens alone: brackets, and what nests without any
 * (`a => b => …`, `a ? b : c ? …`, `new new …`, `if (a) if (b) …`, `A<B<…`) since the last place where all of it
 * must have ended. It may be taken in only by text that sets out to (a regular expression behind `)` or `}` that
 * holds quotation marks or brackets); other code it counts as no shallower than it is.
 *
 * @param deepest - levels; what the parser keeps for a level without brackets is less than for one with.
 */
export function nestsDeeper(source: string, deepest: number): boolean {
  // A level takes a character at least.
  if (source.length <= deepest) return false;
  const limit = deepest * heavy;
  let level = newLevel(false);
  const outer: Level[] = [];
  let total = 0;
  let isOperand = false;
  let isLineEnded = false;

  const add = (weight: number, isKept: boolean): void => {
    if (isKept) level.kept += weight;
    else level.open += weight;
    total += weight;
  };
  const reset = (isStatement: boolean): void => {
    total -= level.open;
    level.open = 0;
    if (!isStatement) return;
    total -= level.kept;
    level.before = level.kept;
    level.kept = 0;
  };
  const enter = (isTemplate: boolean): void => {
    outer.push(level);
    level = newLevel(isTemplate);
    total += heavy;
  };

  for (let at = 0; at < source.length;) {
    if (total > limit) return true;
    const char = source.charCodeAt(at);
    if (isWordChar(char)) {
      const end = wordEnd(source, at);
      if (isLineEnded && isOperand) reset(false);
      isLineEnded = false;
      const kind = source.charCodeAt(at - 1) === dot ? undefined : words.get(source.slice(at, end));
      if (kind === "else" && level.kept < level.before) add(level.before - level.kept, true);
      else if (kind !== undefined) add(heavy, kind === "statement");
      isOperand = kind === undefined;
      at = end;
      continue;
    }
    const text = source[at] ?? "";
    switch (text) {
      case "\n":
        isLineEnded = true;
        at += 1;
        continue;
      case " ":
      case "\t":
      case "\r":
        at += 1;
        continue;
      case '"':
      case "'":
        at = stringEnd(source, at);
        isOperand = true;
        break;
      case "`":
        if (isOperand) add(light, false);
        at = templateEnd(source, at + 1);
        if (source[at - 1] === "{") enter(true);
        isOperand = source[at - 1] !== "{";
        break;
      case "/": {
        const end = isOperand ? commentEnd(source, at) : (commentEnd(source, at) ?? regexEnd(source, at));
        if (end === null) add(light, false);
        else if (!isComment(source, at)) isOperand = true;
        at = end ?? at + 1;
        if (end === null) isOperand = false;
        // A comment may stand between an operand and its line's end.
        continue;
      }
      case "(":
      case "[":
      case "{":
        // A call of what was called, an item of an item.
        if (isOperand) add(light, false);
        enter(false);
        isOperand = false;
        at += 1;
        break;
      case ")":
      case "]":
      case "}": {
        const { isTemplate } = level;
        const above = outer.pop();
        if (above !== undefined) {
          total -= level.open + level.kept + heavy;
          level = above;
        }
        isOperand = true;
        at += 1;
        if (!isTemplate) break;
        at = templateEnd(source, at);
        if (source[at - 1] === "{") enter(true);
        isOperand = source[at - 1] !== "{";
        break;
      }
      case ";":
      case ",":
        reset(text === ";");
        isOperand = false;
        at += 1;
        break;
      case "<":
        // An element that begins a line.
        if (isLineEnded && isOperand) reset(false);
        // Elements and type arguments hold commas, so only a statement's end ends them all.
        if (source[at + 1] !== "/") add(heavy, true);
        else if (level.kept >= heavy) add(-heavy, true);
        isOperand = false;
        at += source[at + 1] === "/" ? 2 : 1;
        break;
      case "=":
      case "?":
        add(heavy, false);
        isOperand = false;
        at += source[at + 1] === ">" ? 2 : 1;
        break;
      default:
        add(light, false);
        isOperand = text === ">";
        at += 1;
    }
    isLineEnded = false;
  }
  return total > limit;
}

/** One open bracket, or the whole text. */
interface Level {
  readonly isTemplate: boolean;
  /** What is open until the next comma, or the end of a line that ends an expression. */
  open: number;
  /** What is open until the end of the statement: headers such as `if (…)`, and `<`. */
  kept: number;
  /** What was `kept` when the last statement ended, since `else` goes on with it. */
  before: number;
}

function newLevel(isTemplate: boolean): Level {
  return { isTemplate, open: 0, kept: 0, before: 0 };
}

/** Operators such as `!` and `+`, calls of calls, and labels take less than a quarter of what a bracket takes. */
const light = 1;
const heavy = 4;
const dot = 46;

const statements = "if for while do with";
const operators =
  "new await yield typeof void delete in of instanceof as satisfies is keyof readonly infer unique asserts extends " +
  "abstract async class function return throw case default";

const words: ReadonlyMap<string, "statement" | "operator" | "else"> = new Map([
  ...statements.split(" ").map((word) => [word, "statement"] as const),
  ...operators.split(" ").map((word) => [word, "operator"] as const),
  ["else", "else"],
]);

function isWordChar(char: number): boolean {
  return (
    (char >= 97 && char <= 122) ||
    (char >= 65 && char <= 90) ||
    (char >= 48 && char <= 57) ||
    char === 95 ||
    char === 36 ||
    char > 127
  );
}

function wordEnd(source: string, from: number): number {
  let at = from + 1;
  while (at < source.length && isWordChar(source.charCodeAt(at))) at += 1;
  return at;
}

/** Behind a string; behind its first mark alone when it does not end on its line, as in the text of an element. */
function stringEnd(source: string, from: number): number {
  const mark = source[from];
  for (let at = from + 1; at < source.length; at += 1) {
    const char = source[at];
    if (char === mark) return at + 1;
    if (char === "\n") break;
    if (char === "\\") at += 1;
  }
  return from + 1;
}

/** Behind the text of a template: behind its last mark, or behind `${`. */
function templateEnd(source: string, from: number): number {
  for (let at = from; at < source.length; at += 1) {
    const char = source[at];
    if (char === "`") return at + 1;
    if (char === "$" && source[at + 1] === "{") return at + 2;
    if (char === "\\") at += 1;
  }
  return source.length;
}

function isComment(source: string, at: number): boolean {
  return source[at + 1] === "/" || source[at + 1] === "*";
}

/** Where a comment ends: before its line's end, or behind its mark; null for what is none. */
function commentEnd(source: string, at: number): number | null {
  if (!isComment(source, at)) return null;
  const mark = source[at + 1] === "/" ? "\n" : "*/";
  const end = source.indexOf(mark, at + 2);
  if (end === -1) return source.length;
  return mark === "\n" ? end : end + 2;
}

/** Behind a regular expression; null when none ends on this line. */
function regexEnd(source: string, from: number): number | null {
  let isClass = false;
  for (let at = from + 1; at < source.length; at += 1) {
    const char = source[at];
    if (char === "\n") return null;
    if (char === "\\") at += 1;
    else if (char === "[") isClass = true;
    else if (char === "]") isClass = false;
    else if (char === "/" && !isClass) return at + 1;
  }
  return null;
}

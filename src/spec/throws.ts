import { parseExpression } from "./javascript.ts";
import { readValue } from "./read-value.ts";
import type { ErrorPattern } from "./spec.ts";

export type ReadThrows =
  | { readonly ok: true; readonly error: ErrorPattern }
  | { readonly ok: false; readonly reason: string; readonly example?: string };

/** The forms that may stand behind `throws`, for messages. */
export const throwsForms =
  'nothing, `TypeError`, `"the whole message"`, `/pattern/` or `RangeError: the whole message`';

/**
 * Reads what stands behind `throws`: nothing (whatever is thrown), an error's name, the whole message in
 * quotes, a pattern for the message, or name and message as a console shows them.
 */
export function readThrows(source: string): ReadThrows {
  const text = source.trim();
  if (text === "") return { ok: true, error: {} };
  const colon = text.indexOf(":");
  const name = colon > 0 ? errorName(text.slice(0, colon)) : null;
  if (name !== null) return readNamed(name, text.slice(colon + 1).trim());
  return readSingle(text);
}

function readNamed(name: string, rest: string): ReadThrows {
  if (rest === "") {
    return { ok: false, reason: "no message stands behind the colon", example: `throws \`${name}\`` };
  }
  const quoted = readValue(rest);
  if (quoted.ok && quoted.value.t === "string") {
    return { ok: true, error: { name, message: quoted.value.v } };
  }
  if (quoted.ok && quoted.value.t === "regexp") {
    const { source, flags } = quoted.value;
    return { ok: true, error: { name, pattern: { source, flags } } };
  }
  return { ok: true, error: { name, message: rest } };
}

function readSingle(text: string): ReadThrows {
  const name = errorName(text);
  if (name !== null) return { ok: true, error: { name } };
  const read = readValue(text);
  if (!read.ok) {
    const example = read.why === "syntax" ? `throws \`${JSON.stringify(text)}\`` : undefined;
    const reason =
      read.why === "syntax" ? `\`${text}\` is no error's name and no quoted message` : read.reason;
    return example === undefined ? { ok: false, reason } : { ok: false, reason, example };
  }
  if (read.value.t === "string") return { ok: true, error: { message: read.value.v } };
  if (read.value.t === "regexp") {
    const { source, flags } = read.value;
    return { ok: true, error: { pattern: { source, flags } } };
  }
  return { ok: false, reason: `\`${text}\` is no error's name, message or pattern` };
}

/** Names of errors begin with a capital; so `// throws often` is a remark. */
function errorName(source: string): string | null {
  const text = source.trim();
  const first = text[0] ?? "";
  if (first === first.toLowerCase()) return null;
  const parsed = parseExpression(text);
  if (!parsed.ok || parsed.node.type !== "Identifier") return null;
  const { name } = parsed.node;
  return name === "NaN" || name === "Infinity" ? null : name;
}

import type { Piece } from "./layout.ts";
import { flat, indent, layOut } from "./layout.ts";

/** `expect(actual).toBe(expected)` and its like. */
export interface CallChain {
  /** `await ` or nothing. */
  readonly lead: string;
  /** `expect`, or `expectThrow` where there is nothing behind. */
  readonly callee: string;
  readonly args: readonly Piece[];
  /** `.toBe`; null for a single call. */
  readonly method: string | null;
  readonly methodArgs: readonly Piece[];
}

/** The statement of a call, broken over lines as a formatter would where it is longer than `width`. */
export function callStatement(call: CallChain, width: number): string {
  const { lead, callee, args, method, methodArgs } = call;
  const head = `${lead}${callee}(`;
  if (method === null) return `${head}${argumentsText(args, head.length, 2, width)});`;
  const inner = args.map(flat).join(", ");
  const line = `${head}${inner})${method}(${methodArgs.map(flat).join(", ")});`;
  if (line.length <= width) return line;
  const before = `${head}${inner})${method}(`;
  if (before.length < width) return `${before}${argumentsText(methodArgs, before.length, 2, width)});`;
  const broken = `${head}\n${indent(args.map((arg) => `${layOut(arg, 0, 1, width - 2)},`).join("\n"))}\n)${method}(`;
  return `${broken}${argumentsText(methodArgs, method.length + 2, 2, width)});`;
}

/** Arguments on the line; else the last one broken in place if it is a list; else each on its own line. */
function argumentsText(args: readonly Piece[], used: number, after: number, width: number): string {
  const line = args.map(flat).join(", ");
  const last = args.at(-1);
  if (last === undefined || used + line.length + after <= width) return line;
  const before = args
    .slice(0, -1)
    .map((arg) => `${flat(arg)}, `)
    .join("");
  const isList = typeof last !== "string" && last.items.length > 0;
  if (isList && used + before.length + last.open.length <= width) {
    return before + layOut(last, used + before.length, after, width);
  }
  return `\n${indent(args.map((arg) => `${layOut(arg, 0, 1, width - 2)},`).join("\n"))}\n`;
}

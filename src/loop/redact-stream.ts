import type { Redactor } from "./redact.ts";

/**
 * Text that comes in pieces, without its secrets: what may be the beginning of one waits for what follows, so that one
 * that is cut anywhere is found all the same. `end` gives what waited, and begins anew.
 */
export function createRedactedStream(redactor: Redactor): { push(piece: string): string; end(): string } {
  let held = "";
  return {
    push(piece) {
      const text = held + piece;
      const cut = redactor.undecidedFrom(text);
      held = text.slice(cut);
      return redactor.text(text.slice(0, cut));
    },
    end() {
      const text = held;
      held = "";
      return redactor.text(text);
    },
  };
}

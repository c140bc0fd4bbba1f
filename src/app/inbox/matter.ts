import { hashText } from "../../loop/hash.ts";
import type { InboxItem, InboxItemBase, InboxMatter, QuotedLine } from "./inbox.ts";

/** An item before it is known whether it was put off, and what of it must stay the same for that to hold. */
export interface Matter {
  readonly item: InboxItem;
  readonly hash: string;
}

/**
 * Makes a matter. Its id comes from the kind and from `of`, what stays while it waits; `same` is what must not
 * change for "later" and "dismiss" to hold.
 */
export function matterOf(
  about: Pick<InboxItemBase, "spec" | "at" | "title"> & InboxMatter,
  { of, same }: { readonly of: readonly string[]; readonly same: unknown },
): Matter {
  return {
    item: { ...about, id: itemId(about.is, of), answers: [], isLater: false },
    hash: hashText(JSON.stringify(same)).slice(0, 16),
  };
}

/** The id of an item, from its kind and from what stays while it waits (a run's id, a line's text). */
export function itemId(kind: InboxItem["is"], of: readonly string[]): string {
  return `${kind}-${hashText(JSON.stringify(of)).slice(0, 6)}`;
}

/** These lines of a text, with `around` lines before and behind each. Lines count from 1. */
export function quote(text: string, lines: readonly number[], around: number): QuotedLine[] {
  return text.split(/\r\n|\r|\n/).flatMap((shown, index) => {
    const line = index + 1;
    const isNear = lines.some((meant) => Math.abs(meant - line) <= around);
    return isNear ? [{ line, text: shown, isMeant: lines.includes(line) }] : [];
  });
}

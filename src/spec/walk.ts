import type { Html } from "mdast";
import type { Dialect } from "./dialects/dialect.ts";
import type { Reading } from "./reading.ts";
import type { SectionDraft } from "./section-draft.ts";
import type { Block, FrontMatter, Import } from "./spec.ts";
import type { StepWords } from "./step-words.ts";
import type { ToolComment } from "./tool-comments.ts";

/** Where the reading of a file stands. */
export interface Walk {
  readonly reading: Reading;
  dialect: Dialect;
  /** Words that begin steps. */
  words: StepWords;
  readonly sections: SectionDraft[];
  readonly imports: Import[];
  readonly ids: Map<string, Block["pinnedId"]>;
  section: SectionDraft;
  title: string | null;
  frontMatter: FrontMatter;
  tables: number;
  /** An id that waits for the next block. */
  pin: Block["pinnedId"];
  /** The next passage is not to be read. */
  skipNext: boolean;
}

/** Adds a block to its section; an id that waits is its own. */
export function addBlock(block: Block, walk: Walk): void {
  const own = block.pinnedId !== null && !isUsable(block.pinnedId, walk) ? null : block.pinnedId;
  const pinnedId = own ?? walk.pin;
  if (own === null) walk.pin = null;
  walk.section.blocks.push({ ...block, pinnedId });
}

/** Whether MUST and SHALL bind where the reading stands. */
export function mayBind({ section, dialect }: Walk): boolean {
  if (section.isLicence) return false;
  if (dialect.binds === "anywhere") return true;
  for (let at: SectionDraft | null = section; at !== null; at = at.parent)
    if (at.isRequirementTitle) return true;
  return false;
}

/** Does what a comment says to the tool. */
export function obey(comment: ToolComment, node: Html, walk: Walk): void {
  const { section, reading } = walk;
  const place = reading.placeOf(node);
  if (comment.says === "prose") {
    if (section.isUntouched && section.heading !== null) section.isProse = true;
    else walk.skipNext = true;
  } else if (comment.says === "manual") {
    if (comment.reason === "") reading.report("manual-reason", place, "the comment gives no reason");
    else section.manual = comment.reason;
  } else {
    const pin = { id: comment.id, place };
    if (!isUsable(pin, walk)) return;
    if (section.isUntouched && section.heading !== null && section.pinnedId === null) section.pinnedId = pin;
    else walk.pin = pin;
  }
}

/** Whether an id may be pinned: one word, and for the first time in the file. */
export function isUsable(pin: NonNullable<Block["pinnedId"]>, { ids, reading }: Walk): boolean {
  if (pin.id === "" || /\s/u.test(pin.id)) {
    reading.report("id-unreadable", pin.place, `"${pin.id}" is no id`);
    return false;
  }
  const first = ids.get(pin.id);
  if (first === undefined || first === null) {
    ids.set(pin.id, pin);
    return true;
  }
  const message = `the id ${pin.id} is pinned twice`;
  reading.report("id-twice", pin.place, message, { related: first.place });
  reading.report("id-twice", first.place, message, { related: pin.place });
  return false;
}

/** Says so when an id waits and nothing took it. */
export function reportUnused(walk: Walk): void {
  if (walk.pin === null) return;
  walk.reading.report("id-unused", walk.pin.place, `nothing behind the comment takes the id ${walk.pin.id}`);
  walk.pin = null;
}

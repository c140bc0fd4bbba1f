import type { Receipt, ReceiptFacts } from "../../verdict/receipt.ts";
import { differenceText, firstDifference, readReceipt, receiptPath } from "../../verdict/receipt.ts";
import type { World } from "../ports.ts";
import type { Project, ReadSpec } from "../read-project.ts";
import { factsOf, treeNow } from "./tree-facts.ts";
import type { Tree } from "./tree-facts.ts";

/** Whether a spec held when it was last judged, and nothing changed since. No evidence: nothing was judged now. */
export interface ReceiptStanding {
  /** There is a receipt. */
  readonly has: boolean;
  readonly stands: boolean;
  /** The first thing that differs, or why the receipt cannot be read; null when it stands, or there is none. */
  readonly differs: string | null;
}

/** What is read of the world to hold a receipt against it. */
export type ReceiptWorld = Pick<World, "disk" | "workspaces" | "tools">;

/** Whether the receipt of one spec stands on the project as it is now. Runs nothing. */
export function receiptStands(
  world: ReceiptWorld,
  project: Project,
  spec: ReadSpec,
): Promise<ReceiptStanding> {
  return createReceiptReader(world, project).stands(spec);
}

export interface ReceiptReader {
  /** A spec's receipt as it stands on the disk; null when there is none. */
  read(spec: ReadSpec): Promise<ReadAt | null>;
  /** What a receipt of the spec would say now. */
  facts(spec: ReadSpec): Promise<ReceiptFacts>;
  stands(spec: ReadSpec): Promise<ReceiptStanding>;
}

export interface ReadAt {
  /** Path of the receipt, relative to the root. */
  readonly path: string;
  readonly receipt: Receipt | null;
  /** Where and why it cannot be read; null when it can. */
  readonly problem: { readonly line: number; readonly message: string } | null;
}

/** Reads the receipts of several specs; the project's files are hashed at most once, and only if it comes to that. */
export function createReceiptReader(world: ReceiptWorld, project: Project): ReceiptReader {
  let tree: Promise<Tree> | null = null;
  const reader: ReceiptReader = {
    async read({ plan }) {
      const path = receiptPath(plan.spec, project.config.specs);
      const text = await world.disk.read(path);
      if (text === null) return null;
      const read = readReceipt(text);
      return "receipt" in read
        ? { path, receipt: read.receipt, problem: null }
        : { path, receipt: null, problem: { line: read.line, message: read.problem } };
    },
    async facts(spec) {
      return factsOf(project, spec, await (tree ??= treeNow(world, project)), await world.tools());
    },
    async stands(spec) {
      const read = await reader.read(spec);
      if (read === null) return { has: false, stands: false, differs: null };
      if (read.receipt === null) {
        const { line = 1, message = "" } = read.problem ?? {};
        return { has: true, stands: false, differs: `${read.path}:${line} cannot be read: ${message}` };
      }
      const difference = firstDifference(read.receipt.facts, await reader.facts(spec));
      return {
        has: true,
        stands: difference === null,
        differs: difference === null ? null : differenceText(difference),
      };
    },
  };
  return reader;
}

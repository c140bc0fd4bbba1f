import type { Root } from "mdast";
import type { Plan } from "../../plan/plan.ts";
import type { Spec } from "../../spec/spec.ts";
import type { Suite, TemplateSources } from "../../suite/suite.ts";
import type { LockEntry } from "../../verdict/lock.ts";
import type { ReceiptClaims, VitestUsed } from "../../verdict/receipt.ts";
import type { RequirementStatus } from "../../verdict/statuses.ts";
import type { Claims } from "../claims/claims.ts";
import type { FileAnswer } from "../claims/why-file.ts";
import type { History, SpecHistory } from "./history.ts";

/** All that one page is made from. The same data gives the same bytes. */
export interface SpecPage {
  readonly spec: Spec;
  /** The tree that `spec` was read from; null where the text was refused before it was parsed. */
  readonly tree: Root | null;
  readonly plan: Plan;
  readonly suite: Pick<Suite, "path" | "text" | "tests">;
  /** What the statuses rest on: a check just now, or what is known without running anything. */
  readonly judged: "check" | "status";
  /** Of the plan's requirements, in their order. */
  readonly statuses: readonly RequirementStatus[];
  /** Red evidence of the plan's examples, by id. */
  readonly lock: ReadonlyMap<string, LockEntry>;
  readonly receipt: PageReceipt | null;
  /** Null when nobody asked for it. */
  readonly history: SpecHistory | null;
  /** What each example executes of the project's code; left out when nobody looked. */
  readonly claims?: PageClaims;
}

export interface PageClaims extends Pick<Claims, "examples" | "untraced"> {
  /** Text of the files that are spoken of, by path: without it only the numbers of the lines are shown. */
  readonly sources: ReadonlyMap<string, string>;
}

/** One file of the project's code, with the requirements that execute each line. */
export interface SourcePage {
  readonly file: FileAnswer;
  readonly text: string;
}

/** What the last green run left for a spec, and whether it stands on the project of today. */
export interface PageReceipt {
  /** Relative to the project's root. */
  readonly path: string;
  readonly stands: boolean;
  /** The first thing that differs, or why it cannot be read; null when it stands. */
  readonly differs: string | null;
  /** Null when it cannot be read. */
  readonly said: (ReceiptClaims & { readonly vitest: VitestUsed; readonly node: number }) | null;
}

/** What every page of a site shares. */
export interface SiteShared {
  /** The project's name, for the titles. */
  readonly name: string;
  /** Where each spec's page is, by the spec's path: `specs/a.md` → `specs/a.html`. */
  readonly pages: ReadonlyMap<string, string>;
  /** Where the page of each file of the project's code is, by its path; left out when nobody looked. */
  readonly sources?: ReadonlyMap<string, string>;
  /** Whether a check was asked for. */
  readonly judged: "check" | "status";
  readonly templates: TemplateSources;
  /** A script of the site's own that keeps pages fresh, by its path in the site: it may speak to its server. */
  readonly live?: string;
}

/** Everything that a site is made from. */
export interface Site {
  readonly shared: SiteShared;
  readonly pages: readonly SpecPage[];
  readonly history: History | null;
  /** Files of the project's code that examples execute; left out when nobody looked. */
  readonly sources?: readonly SourcePage[];
  /** Files that go in as they are, by path: styles and scripts. */
  readonly assets: ReadonlyMap<string, string>;
}

import type { Value } from "./value.ts";

/** A stretch of the spec's text. Lines and columns count from 1, offsets from 0, in UTF-16 units of `text`. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly offset: number;
  readonly endOffset: number;
}

export interface Diagnostic {
  /** Path relative to the project's root, forward slashes. */
  readonly file: string;
  readonly place: Place;
  /** Errors stop the compile of that spec; warnings and hints do not. */
  readonly severity: "error" | "warning" | "hint";
  /** A stable kebab-case id, documented in docs/spec-language.md: `cell-mixed`, `row-too-short`. */
  readonly rule: string;
  /** What is wrong. */
  readonly message: string;
  /** What was expected. */
  readonly expected: string;
  /** The right form, as Markdown one could paste. */
  readonly example?: string;
  /** The other place of a contradiction. */
  readonly related?: Place;
}

/** One Markdown file as read: the document's own structure, before names are bound to the subject. */
export interface Spec {
  readonly file: string;
  readonly text: string;
  readonly title: string | null;
  readonly frontMatter: FrontMatter;
  /**
   * One for the text before the first heading (heading null, index 0), then one for each heading, and for each item
   * of a list that is a requirement of its own (`FR-001`), in order.
   */
  readonly sections: readonly Section[];
  /** Imports written in any `ts`/`js` fence of the file. */
  readonly imports: readonly Import[];
  /** What the document asks of its readers, in order. */
  readonly questions: readonly Question[];
  readonly dialect: DialectId;
  /** The file's own name is that of every spec of the dialect (`spec.md`), so that its folder names it. */
  readonly isNamedByFolder: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

/** Whose form of a spec a document has. */
export type DialectId = "greenbar" | "openspec" | "spec-kit" | "kiro";

/** Something that only a person can know: `[NEEDS CLARIFICATION: …]`, or an item under "Open questions". */
export interface Question {
  /** Without its marks, on one line. */
  readonly text: string;
  readonly place: Place;
  /** Index of the section that it stands in. */
  readonly section: number;
}

export interface FrontMatter {
  /** As written, relative to the spec's folder; empty when there is none. */
  readonly subjects: readonly { readonly path: string; readonly place: Place }[];
  /** Modules whose exports the examples may use beside the subject's, written alike; left out when there are none. */
  readonly helpers?: readonly { readonly path: string; readonly place: Place }[];
  readonly draft: boolean;
  /** The form that the document says it has; null when it does not. */
  readonly dialect: DialectId | null;
}

export interface Import {
  /** As written, relative to the spec's folder, or the project's own package name. */
  readonly from: string;
  readonly place: Place;
  readonly names: readonly { readonly exported: string; readonly local: string }[];
  readonly default: string | null;
  readonly namespace: string | null;
}

export interface Section {
  readonly index: number;
  /** Index of the section whose heading stands above this one; null for the first. */
  readonly parent: number | null;
  readonly heading: { readonly text: string; readonly depth: number; readonly place: Place } | null;
  /** Heading texts below the H1, this one's last; empty for the preamble and the H1. */
  readonly path: readonly string[];
  /** A heading that begins `Scenario:`; its blocks belong to the requirement above. */
  readonly isScenario: boolean;
  /** `<!-- id: NAME -->` that stands in this section before any block. */
  readonly pinnedId: { readonly id: string; readonly place: Place } | null;
  /** Reason of `<!-- manual: reason -->`. */
  readonly manual: string | null;
  /** Sentences with MUST or SHALL in capitals, or a title that begins `Requirement:`; code and quotations left out. */
  readonly normative: readonly { readonly text: string; readonly place: Place }[];
  readonly isRequirementTitle: boolean;
  /** The id that the document itself gives: `FR-001`, `1.2`, `US1`, the name of an OpenSpec requirement. */
  readonly key?: string;
  /** `P1`, as the document says. */
  readonly priority?: string;
  /** `item`: no heading but an item of a list or a paragraph. `part`: what stands in it belongs to the requirement above. */
  readonly is?: "item" | "part";
  readonly blocks: readonly Block[];
}

/** What may become examples. Whether a sentence binds is known only once the subject's exports are. */
export type Block = RowBlock | SentenceBlock | SnippetBlock | ScenarioBlock | PropertyBlock | ConsoleBlock;

interface BlockBase {
  readonly place: Place;
  /** The Markdown of the block as it stands (a row's line, a list item, a fence). */
  readonly text: string;
  readonly pinnedId: { readonly id: string; readonly place: Place } | null;
}

/** One row of an executable table. */
export interface RowBlock extends BlockBase {
  readonly kind: "row";
  /** Cells of note columns, as `[header, plain text]`; the first one that is not empty names the test. */
  readonly notes: readonly (readonly [header: string, text: string])[];
  /** Table that it stands in, counted from 0 in the file: like examples share it. */
  readonly table: number;
  /** One for each computed column (or the one of `returns`/`throws`), arguments already put in. */
  readonly checks: readonly Check[];
  /** Every plain name that the headers or `Call:` call, with the parameters that they write. */
  readonly signatures?: readonly CallSignature[];
}

/** A call as a header or a `Call:` paragraph writes it, before a row's cells went in. */
export interface CallSignature {
  readonly name: string;
  /** `name` is null where an argument is no plain name. */
  readonly parameters: readonly { readonly name: string | null; readonly optional: boolean }[];
}

/** A sentence that has the form of an example. When its names do not bind it is prose. */
export interface SentenceBlock extends BlockBase {
  readonly kind: "sentence";
  readonly check: Check;
  /** Text of the parenthesis that follows, if one does. */
  readonly note: string | null;
}

export interface SnippetBlock extends BlockBase {
  readonly kind: "snippet";
  readonly steps: readonly Step[];
}

export interface ScenarioBlock extends BlockBase {
  readonly kind: "scenario";
  /** What stands behind `Scenario:`; null for a bare Given/When/Then list. */
  readonly title: string | null;
  readonly steps: readonly Step[];
  /** Then steps that bind nothing. One makes the whole scenario unbound. */
  readonly unboundSteps: readonly { readonly text: string; readonly place: Place }[];
}

export interface PropertyBlock extends BlockBase {
  readonly kind: "property";
  readonly variables: readonly PropertyVariable[];
  readonly check: Check;
}

export interface PropertyVariable {
  readonly name: string;
  readonly type: PropertyType;
}

export type PropertyType =
  | { readonly of: "integer"; readonly min?: number; readonly max?: number }
  | { readonly of: "natural" | "number" | "string" | "boolean" | "json" }
  | { readonly of: "array"; readonly items: PropertyType }
  | { readonly of: "oneOf"; readonly values: readonly Value[] };

export interface ConsoleBlock extends BlockBase {
  readonly kind: "console";
  readonly commands: readonly ConsoleCommand[];
}

export interface ConsoleCommand {
  readonly place: Place;
  /** What stands behind `$ `. */
  readonly command: string;
  /** First word. Whether it is one of the project's bins is known later. */
  readonly program: string;
  /** Expected lines; `null` stands for `...`, any lines. */
  readonly output: readonly (string | null)[];
  readonly status: number;
}

/** A statement to run, or a check. In order. */
export type Step =
  | {
      readonly do: "run";
      readonly place: Place;
      /** One or more whole TypeScript statements. */
      readonly code: string;
      readonly declares: readonly string[];
      readonly names: readonly FreeName[];
      /** This step's value is what `the result` of later checks speaks of; `code` is then one expression. */
      readonly isResult: boolean;
      readonly awaits: boolean;
    }
  | ({ readonly do: "check" } & Check);

/** An expression and what is expected of it. */
export interface Check {
  readonly place: Place;
  /** `result` speaks of the value of the latest step with `isResult`, through the local name `result`. */
  readonly expression: Expression;
  /** `resolves`: awaited first; `rejects`: awaited, must throw. */
  readonly via: "value" | "resolves" | "rejects";
  readonly expectation: Expectation;
}

export interface Expression {
  /** TypeScript, as written but for arguments put in from a table's cells. */
  readonly source: string;
  readonly place: Place;
  /** `await` stands in it. */
  readonly awaits: boolean;
  readonly hasCall: boolean;
  readonly names: readonly FreeName[];
}

/** A name that an expression uses without declaring it. */
export interface FreeName {
  readonly name: string;
  /** `root`: of a call, of `new` or of a member access, so it may resolve to the subject. `argument`: elsewhere. */
  readonly role: "root" | "argument";
  /** How it is used first; a stub is made from it. */
  readonly use: "call" | "new" | "member" | "value";
  /** Number of arguments of the first call or `new`. */
  readonly arity: number | null;
  /** UTF-16 offsets into the expression's (or the step's) own source. */
  readonly start: number;
  readonly end: number;
}

export type Expectation =
  | { readonly is: "value"; readonly value: Value; readonly source: string }
  | { readonly is: "throws"; readonly error: ErrorPattern; readonly source: string }
  | { readonly is: "matches"; readonly source: string; readonly pattern: Pattern }
  /** Substring, element, or part of an object. */
  | { readonly is: "contains"; readonly value: Value; readonly source: string }
  /** Equal when rounded to `digits` decimals: |actual - expected| < 10^-digits / 2. */
  | { readonly is: "about"; readonly value: number; readonly digits: number; readonly source: string }
  /** `is a`: a name of typeof, or of a class in the prototype chain, or `array`, `integer`, `null`. */
  | { readonly is: "a"; readonly type: string; readonly source: string }
  /** Properties only: the other side is an expression too. */
  | { readonly is: "expression"; readonly expression: Expression; readonly source: string };

/** Every part that is given must hold; none given: anything thrown. "not implemented" never satisfies it. */
export interface ErrorPattern {
  readonly name?: string;
  readonly message?: string;
  readonly pattern?: Pattern;
}

export interface Pattern {
  readonly source: string;
  readonly flags: string;
}

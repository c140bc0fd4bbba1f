import type { Check, ConsoleCommand, Diagnostic, Place, PropertyVariable, Step } from "../spec/spec.ts";

/** A spec's examples as data. Everything later (suite, stub, judge, lock, status) is made from this. */
export interface Plan {
  /** Path of the spec relative to the project's root, forward slashes. */
  readonly spec: string;
  readonly title: string | null;
  readonly draft: boolean;
  /** Modules that the examples use, by path relative to the root; empty for console examples only. */
  readonly subjects: readonly Subject[];
  /** Modules of the person's own that the examples may use as well; left out when the spec names none. */
  readonly helpers?: readonly Helper[];
  readonly requirements: readonly Requirement[];
  /** Those of the spec and those found here. Any `error` means: do not use the rest. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface Subject {
  /** Relative to the root, forward slashes. For a package's own name: that name. */
  readonly path: string;
  readonly exists: boolean;
  /** Names that the module exports; null when it is not there or cannot be known. */
  readonly exports: readonly string[] | null;
  /** What the examples use of it: what a stub has to have. */
  readonly uses: readonly SubjectUse[];
}

/** A module that a spec names under `helpers`. It is never stubbed, and nobody's to write but the person's. */
export interface Helper {
  /** Relative to the root, forward slashes. */
  readonly path: string;
  /** Names that it is seen to export. */
  readonly exports: readonly string[];
  /** Subjects of the spec that it loads, itself or through other modules of the project. */
  readonly subjects: readonly string[];
  /** Modules that it loads by relative imports, subjects left out. */
  readonly loads: readonly string[];
  /** It may load subjects that are not seen: by an alias, or by a name that is worked out. */
  readonly open: boolean;
}

export interface SubjectUse {
  /** Exported name; `default` for the default export. */
  readonly exported: string;
  /** Name in the examples. */
  readonly local: string;
  readonly as: "function" | "class" | "value";
  /** Parameter names as far as the spec gives them (`Call:` or header), else `a`, `b`, … by arity. */
  readonly params: readonly string[];
  /** Parameters beyond this many are optional. */
  readonly required: number;
  /** For a class: methods and getters that examples call on its instances, as far as that can be seen. */
  readonly members: readonly string[];
  readonly isAsync: boolean;
}

export interface Requirement {
  /** `slugify/joins-words-with-hyphens`; unique in the project's specs. */
  readonly id: string;
  readonly title: string;
  /** Headings below the H1, own last; `[title of the spec]` for examples that stand above the first. */
  readonly path: readonly string[];
  readonly place: Place;
  readonly manual: string | null;
  /** `P1`, where the document gives one. */
  readonly priority?: string;
  /** Never empty, unless manual or covered by requirements below it: an uncovered one has one `unbound` example. */
  readonly examples: readonly Example[];
}

export type ExampleKind = "row" | "sentence" | "snippet" | "scenario" | "property" | "console" | "unbound";

/** Compiles to exactly one test. */
export interface Example {
  readonly id: string;
  readonly kind: ExampleKind;
  readonly requirement: string;
  readonly place: Place;
  /** Plain words for the test's name; unique among its requirement's examples. */
  readonly title: string;
  /** The Markdown as it stands; its hash binds the lock. */
  readonly text: string;
  /** Canonical text of what goes in: equal inputs with different results contradict. */
  readonly input: string;
  /** Examples with the same key are alike: hold-outs are drawn among them. */
  readonly likeness: string;
  readonly body: ExampleBody;
  /** Imports that its steps need, in order of first use. */
  readonly uses: readonly ExampleUse[];
  /** True when it calls with arguments that a type checker would rightly refuse (`null`, too few, …). */
  readonly illTyped: boolean;
}

export type ExampleBody =
  | { readonly is: "steps"; readonly steps: readonly Step[] }
  | { readonly is: "property"; readonly variables: readonly PropertyVariable[]; readonly check: Check }
  | { readonly is: "console"; readonly commands: readonly ConsoleCommand[] }
  /** A requirement without example, or a scenario with steps that bind nothing. */
  | { readonly is: "unbound"; readonly why: string };

export interface ExampleUse {
  readonly subject: string;
  readonly exported: string;
  /** Name in scope; for `namespace` the whole module. */
  readonly local: string;
  readonly as: "named" | "default" | "namespace";
  /** `subject` is the path of a helper. */
  readonly isHelper?: true;
}

/** What compile must be told about the project; gathered at the edge. */
export interface Surroundings {
  /** Name in package.json, if any: imports of it are the subject. */
  readonly packageName: string | null;
  /** Names of package.json's `bin`. */
  readonly bins: readonly string[];
  /** By path relative to the root: does it exist, what does it export. Asked for each subject that a spec names. */
  readonly modules: ReadonlyMap<string, ModuleFacts>;
  /** Folder of the specs (`specs`), so that ids are relative to it. */
  readonly specsFolder: string;
  /** Subjects from the configuration, for specs without front matter: already matched, relative to the root. */
  readonly defaultSubjects: readonly string[];
  /** What the helpers of the specs import, and what the modules that they load do; left out when there are none. */
  readonly imports?: readonly ModuleImports[];
  /** By a module's path: names that count as its exports though it has them no more, since examples rested on them. */
  readonly remembered?: Readonly<Record<string, readonly string[]>>;
}

/** What one module imports when it is loaded. */
export interface ModuleImports {
  /** Relative to the root. */
  readonly path: string;
  readonly from: readonly ImportedModule[];
  /** It imports something that may be any module of the project: an alias, a name that is worked out. */
  readonly open: boolean;
}

export interface ImportedModule {
  /** Relative to the root: the file that is meant, or, where there is none yet, as it is written. */
  readonly module: string;
  readonly takes: readonly Taken[];
}

/** One export that a module takes of another, and what it does with it. */
export interface Taken {
  readonly exported: string;
  readonly as: "function" | "class" | "value";
  /** Arguments of the first call. */
  readonly arity: number | null;
  readonly isAwaited: boolean;
}

export type ModuleFacts =
  | { readonly state: "missing" }
  | { readonly state: "unreadable"; readonly line: number; readonly column: number; readonly message: string }
  | {
      readonly state: "read";
      readonly exports: readonly string[];
      /** `export * from` something that could not be followed: any name may be there. */
      readonly open: boolean;
    };

import type { Program } from "oxc-parser";
import { Visitor } from "oxc-parser";
import { parseFile } from "../../spec/javascript.ts";

export interface ModuleNeeds {
  /** Specifiers of what it imports at run time. */
  readonly imports: readonly string[];
  /** What Node would not do as Vitest does it; null when there is nothing. */
  readonly node: string | null;
  /** What Vite's own module runner would not do as Vitest does it; null when there is nothing. */
  readonly vite: string | null;
}

/**
 * What a module asks of its loader, from its syntax. `fieldsDiffer`: the project's tsconfig may mean something
 * else than Node by a class field without a value.
 */
export function moduleNeeds(path: string, text: string, fieldsDiffer: boolean): ModuleNeeds {
  const parsed = parseFile(text, path, { sourceType: "module" });
  if (!parsed.ok) return { imports: [], ...inBoth("does not parse") };
  const { program, module } = parsed;
  const imports = [
    ...module.staticImports
      .filter(({ entries }) => entries.length === 0 || entries.some(({ isType }) => !isType))
      .map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest, isType }) => (moduleRequest && !isType ? [moduleRequest.value] : [])),
    ),
  ];
  if (!module.hasModuleSyntax) return { imports, ...inBoth("is no ES module") };
  if (module.dynamicImports.length > 0) return { imports, ...inBoth("imports while it runs") };
  return { imports, ...oddSyntax(program, fieldsDiffer) };
}

function inBoth(why: string): Omit<ModuleNeeds, "imports"> {
  return { node: why, vite: why };
}

/** Names that Vitest gives to every module, and Node only to CommonJS. */
const commonNames = new Set(["require", "module", "exports", "__dirname", "__filename"]);

/** Parts of `import.meta` that Node has as well. */
const metaNames = new Set(["url", "dirname", "filename"]);

/** Syntax that Vite compiles away is only Node's problem; what a module finds around it is Vitest's alone. */
function oddSyntax(program: Program, fieldsDiffer: boolean): Omit<ModuleNeeds, "imports"> {
  let node: string | null = null;
  let vite: string | null = null;
  const meet = (what: string) => (): void => {
    node ??= what;
  };
  const meetAround = (what: string) => (): void => {
    node ??= what;
    vite ??= what;
  };
  new Visitor({
    TSEnumDeclaration: meet("has an enum"),
    TSModuleDeclaration: meet("has a namespace"),
    TSParameterProperty: meet("has a parameter property"),
    TSImportEqualsDeclaration: meetAround("has import ="),
    TSExportAssignment: meetAround("has export ="),
    Decorator: meet("has a decorator"),
    AccessorProperty: meet("has an accessor field"),
    // Its runtime is a package, which Vitest imports in a way of its own.
    JSXElement: meetAround("has JSX"),
    JSXFragment: meetAround("has JSX"),
    PropertyDefinition: ({ value, declare }) => {
      if (fieldsDiffer && value === null && declare !== true) meet("has class fields")();
    },
    MemberExpression: ({ object, property }) => {
      const isMeta = object.type === "MetaProperty" && object.meta.name === "import";
      if (isMeta && !(property.type === "Identifier" && metaNames.has(property.name)))
        meetAround("uses import.meta")();
    },
    Identifier: ({ name }) => {
      if (commonNames.has(name)) meetAround(`uses ${name}`)();
    },
  }).visit(program);
  return { node, vite };
}

import type { Program } from "oxc-parser";
import { Visitor } from "oxc-parser";
import { parseFile } from "../../spec/javascript.ts";

export interface ModuleNeeds {
  /** Specifiers of what it imports at run time. */
  readonly imports: readonly string[];
  /** What Node would not do as Vitest does it; null when there is nothing. */
  readonly vitest: string | null;
}

/**
 * What a module asks of its loader, from its syntax. `fieldsDiffer`: the project's tsconfig may mean something
 * else than Node by a class field without a value.
 */
export function moduleNeeds(path: string, text: string, fieldsDiffer: boolean): ModuleNeeds {
  const parsed = parseFile(text, path, { sourceType: "module" });
  if (!parsed.ok) return { imports: [], vitest: "does not parse" };
  const { program, module } = parsed;
  const imports = [
    ...module.staticImports
      .filter(({ entries }) => entries.length === 0 || entries.some(({ isType }) => !isType))
      .map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest, isType }) => (moduleRequest && !isType ? [moduleRequest.value] : [])),
    ),
  ];
  if (!module.hasModuleSyntax) return { imports, vitest: "is no ES module" };
  if (module.dynamicImports.length > 0) return { imports, vitest: "imports while it runs" };
  return { imports, vitest: oddSyntax(program, fieldsDiffer) };
}

/** Names that Vitest gives to every module, and Node only to CommonJS. */
const commonNames = new Set(["require", "module", "exports", "__dirname", "__filename"]);

/** Parts of `import.meta` that Node has as well. */
const metaNames = new Set(["url", "dirname", "filename"]);

function oddSyntax(program: Program, fieldsDiffer: boolean): string | null {
  let found: string | null = null;
  const meet = (what: string) => (): void => {
    found ??= what;
  };
  new Visitor({
    TSEnumDeclaration: meet("has an enum"),
    TSModuleDeclaration: meet("has a namespace"),
    TSParameterProperty: meet("has a parameter property"),
    TSImportEqualsDeclaration: meet("has import ="),
    TSExportAssignment: meet("has export ="),
    Decorator: meet("has a decorator"),
    AccessorProperty: meet("has an accessor field"),
    JSXElement: meet("has JSX"),
    JSXFragment: meet("has JSX"),
    PropertyDefinition: ({ value, declare }) => {
      if (fieldsDiffer && value === null && declare !== true) meet("has class fields")();
    },
    MemberExpression: ({ object, property }) => {
      const isMeta = object.type === "MetaProperty" && object.meta.name === "import";
      if (isMeta && !(property.type === "Identifier" && metaNames.has(property.name)))
        meet("uses import.meta")();
    },
    Identifier: ({ name }) => {
      if (commonNames.has(name)) meet(`uses ${name}`)();
    },
  }).visit(program);
  return found;
}

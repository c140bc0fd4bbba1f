import { parseSync, Visitor } from "oxc-parser";

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
  const { program, module, errors } = parseSync(path, text, { sourceType: "module" });
  const imports = [
    ...module.staticImports
      .filter(({ entries }) => entries.length === 0 || entries.some(({ isType }) => !isType))
      .map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest, isType }) => (moduleRequest && !isType ? [moduleRequest.value] : [])),
    ),
  ];
  const other = (vitest: string): ModuleNeeds => ({ imports, vitest });
  if (errors.length > 0) return other("does not parse");
  if (!module.hasModuleSyntax) return other("is no ES module");
  if (module.dynamicImports.length > 0) return other("imports while it runs");
  let found: string | null = null;
  const meet = (what: string) => () => {
    found ??= what;
  };
  new Visitor({
    TSEnumDeclaration: meet("has an enum"),
    TSModuleDeclaration: meet("has a namespace"),
    TSParameterProperty: meet("has a parameter property"),
    TSImportEqualsDeclaration: meet("has import ="),
    TSExportAssignment: meet("has export ="),
    Decorator: meet("has a decorator"),
    JSXElement: meet("has JSX"),
    JSXFragment: meet("has JSX"),
    AccessorProperty: meet("has an accessor field"),
    PropertyDefinition: ({ value, declare }) => {
      if (fieldsDiffer && value === null && !declare) meet("has class fields")();
    },
    MemberExpression: ({ object, property }) => {
      if (object.type !== "MetaProperty") return;
      const name = property.type === "Identifier" ? property.name : "";
      if (!["url", "dirname", "filename"].includes(name)) meet("uses import.meta")();
    },
    Identifier: ({ name }) => {
      if (["require", "module", "exports", "__dirname", "__filename"].includes(name)) meet(`uses ${name}`)();
    },
  }).visit(program);
  return other(found ?? unusedImport(program, module) ?? "") .vitest === "" ? { imports, vitest: null } : other(found ?? unusedImport(program, module) ?? "");
}

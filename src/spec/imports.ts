import type { ImportDeclaration } from "oxc-parser";
import type { Import, Place } from "./spec.ts";

/** An import declaration as data; null when it imports types only, which vanish. */
export function readImport(node: ImportDeclaration, place: Place): Import | null {
  if (node.importKind === "type") return null;
  const names: { exported: string; local: string }[] = [];
  let byDefault: string | null = null;
  let namespace: string | null = null;
  for (const each of node.specifiers) {
    if (each.type === "ImportDefaultSpecifier") byDefault = each.local.name;
    else if (each.type === "ImportNamespaceSpecifier") namespace = each.local.name;
    else if (each.importKind !== "type") {
      const { imported, local } = each;
      const exported = imported.type === "Identifier" ? imported.name : imported.value;
      if (exported === "default") byDefault = local.name;
      else names.push({ exported, local: local.name });
    }
  }
  const isTypesOnly =
    node.specifiers.length > 0 && names.length === 0 && byDefault === null && namespace === null;
  if (isTypesOnly) return null;
  return { from: node.source.value, place, names, default: byDefault, namespace };
}

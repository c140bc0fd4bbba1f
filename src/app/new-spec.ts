import { posix } from "node:path";
import { readModuleFacts } from "../plan/module-facts.ts";
import { fillTemplate } from "../suite/fill-template.ts";
import type { TemplateSources } from "../suite/suite.ts";
import type { World } from "./ports.ts";
import { readTheConfig } from "./read-project.ts";
import { UserError } from "./user-error.ts";

export interface NewSpec {
  readonly path: string;
  /** Relative to the root. */
  readonly subject: string;
  readonly subjectExists: boolean;
}

/**
 * Writes a first spec. It says what is still open instead of pretending: its requirements are unbound until
 * their tables have rows.
 *
 * @param name - `slugify`, or `billing/vat`; words are joined by hyphens.
 * @param subject - path of the module relative to the root; `src/NAME.ts` when left out.
 * @throws UserError when the spec is already there, or the name leads out of the specs' folder.
 */
export async function newSpec(
  world: Pick<World, "disk" | "templates">,
  name: string,
  subject: string | null,
): Promise<NewSpec> {
  const config = await readTheConfig(world.disk);
  const plain = plainName(name);
  const path = `${config.specs}/${plain}.md`;
  if ((await world.disk.kindOf(path)) !== null) {
    throw new UserError(2, `${path} is there already`, {
      advice: ["Open it and add to it, or give the new one another name."],
    });
  }
  const module = posix.normalize(subject ?? `src/${plain}.ts`);
  if (module.startsWith("../") || posix.isAbsolute(module)) {
    throw new UserError(2, `${module} is outside the project`, {
      advice: ["--subject takes a path relative to the project's root, such as src/slugify.ts."],
    });
  }
  const source = await world.disk.read(module);
  const text = await firstText(world, { plain, path, module, source });
  await world.disk.write([{ path, before: null, after: text }]);
  return { path, subject: module, subjectExists: source !== null };
}

async function firstText(
  { templates }: Pick<World, "templates">,
  { plain, path, module, source }: { plain: string; path: string; module: string; source: string | null },
): Promise<string> {
  const sources: TemplateSources = await templates();
  const names = exportedNames(source, module) ?? [camelCase(posix.basename(plain))];
  return fillTemplate(sources, "spec", {
    title: titleOf(posix.basename(plain)),
    subject: relativeTo(path, module),
    functions: names.map((name) => ({ name, params: ["input"], args: "input" })),
  });
}

function exportedNames(source: string | null, path: string): readonly string[] | null {
  if (source === null) return null;
  const facts = readModuleFacts(source, path);
  if (facts.state !== "read") return null;
  const named = facts.exports.filter((name) => name !== "default");
  return named.length === 0 ? null : named;
}

function plainName(name: string): string {
  const plain = posix
    .normalize(name.trim().replaceAll("\\", "/"))
    .replace(/\.md$/, "")
    .split("/")
    .map((part) => part.trim().replace(/\s+/g, "-"))
    .join("/");
  if (plain === "" || plain === "." || plain.startsWith("../") || plain.startsWith("/") || plain.includes("\0")) {
    throw new UserError(2, `"${name}" is no name for a spec`, {
      advice: ["A name is a path below the specs' folder, such as slugify or billing/vat."],
    });
  }
  return plain;
}

function titleOf(name: string): string {
  const words = name.replaceAll(/[-_]+/g, " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function camelCase(name: string): string {
  const joined = name.replaceAll(/[-_\s.]+(\p{L})/gu, (_, letter: string) => letter.toUpperCase());
  return joined.replaceAll(/[^\p{L}\p{N}_$]/gu, "") || "subject";
}

function relativeTo(spec: string, module: string): string {
  const path = posix.relative(posix.dirname(spec), module);
  return path.startsWith(".") ? path : `./${path}`;
}

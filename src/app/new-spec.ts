import { posix } from "node:path";
import { fillTemplate } from "../suite/fill-template.ts";
import type { ExportShape } from "./exported-shapes.ts";
import { exportedShapes } from "./exported-shapes.ts";
import type { ProjectDisk, World } from "./ports.ts";
import { readFacts, readTheConfig } from "./read-project.ts";
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
 * @param subject - path of the module relative to the root; when left out `src/NAME` with the ending of the file
 *   that is there, else in the language of the project.
 * @throws UserError when the spec is already there, or the name leads out of the specs' folder.
 */
export async function newSpec(
  world: Pick<World, "disk" | "templates">,
  name: string,
  subject: string | null,
): Promise<NewSpec> {
  const { plain, path, module, source } = await placeOfNew(world.disk, name, subject);
  const exports = await exportsOf(world.disk, module, source, camelCase(posix.basename(plain)));
  const text = fillTemplate(await world.templates(), "spec", {
    title: titleOf(posix.basename(plain)),
    subject: relativeTo(path, module),
    ...describe(exports, relativeTo(path, module)),
  });
  await world.disk.write([{ path, before: null, after: text }]);
  return { path, subject: module, subjectExists: source !== null };
}

/** Where a new spec will stand, and the module that it will speak of. */
export interface PlaceOfNew {
  /** Its path below the specs' folder, without its ending. */
  readonly plain: string;
  readonly path: string;
  readonly specsFolder: string;
  readonly title: string;
  /** The subject, relative to the root, and as the spec writes it. */
  readonly module: string;
  readonly subject: string;
  /** Text of the subject; null when there is none yet. */
  readonly source: string | null;
}

/**
 * Works out where a new spec will stand; as `newSpec`, which says what its arguments are.
 *
 * @throws UserError when the spec is already there, or a name leads out of its folder.
 */
export async function placeOfNew(
  disk: ProjectDisk,
  name: string,
  subject: string | null,
): Promise<PlaceOfNew> {
  const config = await readTheConfig(disk);
  const plain = plainName(name);
  const path = `${config.specs}/${plain}.md`;
  if ((await disk.kindOf(path)) !== null) {
    throw new UserError(2, `${path} is there already`, {
      advice: ["Open it and add to it, or give the new one another name."],
    });
  }
  const module = posix.normalize(subject ?? (await likelySubject(disk, plain)));
  if (module.startsWith("../") || posix.isAbsolute(module)) {
    throw new UserError(2, `${module} is outside the project`, {
      advice: ["--subject takes a path relative to the project's root, such as src/slugify.ts."],
    });
  }
  return {
    plain,
    path,
    specsFolder: config.specs,
    title: titleOf(posix.basename(plain)),
    module,
    subject: relativeTo(path, module),
    source: await disk.read(module),
  };
}

const endings = [".ts", ".tsx", ".mts", ".js", ".mjs", ".jsx", ".cjs", ".cts"];

async function likelySubject(disk: ProjectDisk, plain: string): Promise<string> {
  const candidates = ["src/", "lib/", ""].flatMap((folder) =>
    endings.map((ending) => folder + plain + ending),
  );
  const kinds = await Promise.all(candidates.map((path) => disk.kindOf(path)));
  const there = candidates.find((_, at) => kinds[at] === "file");
  if (there !== undefined) return there;
  const isJavaScript =
    (await disk.compilerOptions()) === null &&
    (await disk.list("src", ".ts")).length === 0 &&
    (await disk.list("src", "js")).length > 0;
  return `src/${plain}${isJavaScript ? ".js" : ".ts"}`;
}

interface NamedShape {
  readonly name: string;
  readonly isDefault: boolean;
  readonly shape: ExportShape;
}

/** What the module exports; one function of the given name when it is not there, or exports nothing yet. */
async function exportsOf(
  disk: ProjectDisk,
  path: string,
  source: string | null,
  fallback: string,
): Promise<readonly NamedShape[]> {
  const unknown: ExportShape = { is: "function", params: ["input"], isAsync: false };
  const facts = source === null ? null : await readFacts(disk, path, new Map());
  const all = facts?.state === "read" ? facts.exports : [];
  const shapes = exportedShapes(source ?? "", path);
  const others = all.filter((name) => name !== "default");
  // What `module.exports` is as a whole is its default export too: that says nothing beside its parts.
  const isWhole = facts?.state === "read" && facts.open && !shapes.has("default");
  const names = isWhole && others.length > 0 ? others : all;
  if (names.length === 0) return [{ name: fallback, isDefault: false, shape: unknown }];
  return names.map((name) => {
    const known = shapes.get(name);
    const isDefault = name === "default";
    const local = known?.local ?? camelCase(posix.basename(path, posix.extname(path)));
    // `export { f as default, f }`: one function, one section.
    const free = others.includes(local) ? `${local}Default` : local;
    return { name: isDefault ? free : name, isDefault, shape: known ?? unknown };
  });
}

/** The exports as the template shows them. */
function describe(exports: readonly NamedShape[], from: string) {
  const byDefault = exports.find(({ isDefault }) => isDefault);
  // The front matter names the module; only a default export needs an import to have a name.
  const importLine =
    byDefault === undefined ? null : `import ${byDefault.name} from ${JSON.stringify(from)};`;
  return {
    importLine,
    language: /\.[cm]?jsx?$/u.test(from) ? "js" : "ts",
    exports: exports.map(({ name, shape }) => {
      const params = shape.is === "value" ? [] : shape.params;
      const call = `${name}(${params.join(", ")})`;
      return {
        name,
        params,
        isTable: shape.is === "function" && params.length > 0,
        isClass: shape.is === "class",
        sample:
          shape.is === "value"
            ? name
            : shape.is === "class"
              ? `new ${call}`
              : `${shape.isAsync ? "await " : ""}${call}`,
      };
    }),
  };
}

function plainName(name: string): string {
  const plain = posix
    .normalize(name.trim().replaceAll("\\", "/"))
    .replace(/\.md$/, "")
    .split("/")
    .map((part) => part.trim().replace(/\s+/g, "-"))
    .join("/");
  if (
    plain === "" ||
    plain === "." ||
    plain.startsWith("../") ||
    plain.startsWith("/") ||
    plain.includes("\0")
  ) {
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

export type PathReading =
  | { readonly is: "path"; /** "" is the root itself */ readonly path: string }
  | { readonly is: "refused"; readonly why: string };

/**
 * Reads a path that an agent wrote: relative to the copy's root, or absolute under one of `roots`. Pure text:
 * what the disk makes of it (links) is the adapter's care.
 * @param roots absolute folders that mean the root: the copy's, and the project's own
 */
export function readPath(given: string, roots: readonly string[]): PathReading {
  const text = given.normalize("NFC");
  for (const [pattern, why] of refusals) {
    if (pattern.test(text)) return refuse(given, why);
  }
  const relative = text.startsWith("/") ? underRoot(text, roots) : text;
  if (relative === null) return refuse(given, "it lies outside the project");
  const parts = relative.split("/").filter((part) => part !== "" && part !== ".");
  if (parts.includes("..")) return refuse(given, "it climbs with `..`");
  return { is: "path", path: parts.join("/") };
}

const refusals: readonly (readonly [RegExp, string])[] = [
  // Control and invisible characters show one path and mean another.
  // oxlint-disable-next-line no-control-regex
  [/[\u0000-\u001f\u007f-\u009f]/, "it holds a control character"],
  [
    /[\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/u,
    "it holds an invisible character, or half of one",
  ],
  [/\\/, "it holds a backslash; folders are separated by `/`"],
  [/^~/, "it starts with `~`"],
  [/:/, "it holds a colon"],
];

function underRoot(text: string, roots: readonly string[]): string | null {
  const candidates = roots
    .map((root) => root.normalize("NFC").replace(/\/+$/, ""))
    .toSorted((a, b) => b.length - a.length);
  for (const root of candidates) {
    if (root === "") continue;
    if (text === root) return "";
    if (text.startsWith(`${root}/`)) return text.slice(root.length + 1);
  }
  return null;
}

function refuse(given: string, why: string): PathReading {
  return {
    is: "refused",
    why: `The path ${JSON.stringify(given)} is not accepted: ${why}. Write it relative to the project's root, for example \`src/slugify.ts\`.`,
  };
}

import { expect, test } from "vitest";
import { systemFolders } from "../../../src/adapters/sandbox/system-folders.ts";

test("what the machine has: folders as they are, links as links, what is not there left out", () => {
  const machine: Readonly<Record<string, string | null>> = {
    "/usr": null,
    "/lib": "usr/lib",
    "/etc/ld.so.cache": null,
  };
  const found = systemFolders((path) => {
    const target = machine[path];
    if (target === undefined) return undefined;
    return target === null ? { kind: "entry" } : { kind: "link", target };
  });
  expect(found).toEqual([
    { path: "/usr", found: { kind: "entry" } },
    { path: "/lib", found: { kind: "link", target: "usr/lib" } },
    { path: "/etc/ld.so.cache", found: { kind: "entry" } },
  ]);
});

test("never asks for what names people or holds keys", () => {
  const asked: string[] = [];
  systemFolders((path) => {
    asked.push(path);
    return undefined;
  });
  expect(asked.filter((path) => /shadow|passwd|ssh|home|root|^\/etc$|^\/var|^\/$/.test(path))).toEqual([]);
});

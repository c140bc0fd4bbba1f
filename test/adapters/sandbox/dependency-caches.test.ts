import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { dependencyCaches } from "../../../src/adapters/sandbox/dependency-caches.ts";
import { makeProject } from "../../support/project.ts";

test("what tools keep beside the packages is named as the program would see it; packages are not", () => {
  const root = makeProject({
    "node_modules/.vitest-cache/0a": "expect(double(21)).toBe(42)",
    "node_modules/.vite/deps/a.js": "",
    "node_modules/.experimental-vitest-cache/1": "",
    "node_modules/.bin/tsc": "",
    "node_modules/lodash/index.js": "",
    "src/.cache/x": "",
  });
  mkdirSync(join(root, "node_modules", ".cache"));
  const mounts = [
    { host: join(root, "node_modules"), inside: "/srv/app/node_modules" },
    { host: join(root, "src"), inside: "/srv/app/src" },
    { host: join(root, "gone", "node_modules"), inside: "/srv/gone/node_modules" },
  ];
  expect(dependencyCaches(mounts)).toStrictEqual([
    "/srv/app/node_modules/.cache",
    "/srv/app/node_modules/.experimental-vitest-cache",
    "/srv/app/node_modules/.vite",
    "/srv/app/node_modules/.vitest-cache",
  ]);
});

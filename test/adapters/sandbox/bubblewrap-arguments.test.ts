import { expect, test } from "vitest";
import { bubblewrapArguments, givenFiles } from "../../../src/adapters/sandbox/bubblewrap-arguments.ts";

const built = bubblewrapArguments(
  { cwd: "/srv/app/src", env: { PATH: "/usr/bin", EMPTY: "" } },
  [
    { path: "/usr", found: { kind: "entry" } },
    { path: "/bin", found: { kind: "link", target: "usr/bin" } },
  ],
  [
    { host: "/tmp/copy", inside: "/srv/app", writable: true },
    { host: "/real/node_modules", inside: "/srv/app/node_modules", writable: false },
  ],
  givenFiles("x64", 5),
  ["/srv/app/node_modules/.vitest-cache"],
  ["/proc/keys"],
);
const text = ` ${built.join(" ")} `;

test.each([
  "--unshare-user",
  "--unshare-net",
  "--unshare-pid",
  "--unshare-ipc",
  "--unshare-uts",
  "--uid 1000",
  "--gid 1000",
  "--cap-drop ALL",
  "--disable-userns",
  "--die-with-parent",
  "--new-session",
  "--ro-bind /usr /usr",
  "--symlink usr/bin /bin",
  "--bind /tmp/copy /srv/app",
  "--ro-bind /real/node_modules /srv/app/node_modules",
  "--ro-bind-try /proc/sys /proc/sys",
  "--ro-bind-try /proc/pressure /proc/pressure",
  "--ro-bind /dev/null /proc/keys",
  "--ro-bind-data 5 /etc/passwd",
  "--seccomp 9",
  "--chdir /srv/app/src",
  "--setenv PATH /usr/bin --setenv EMPTY",
])("has %s", (option) => {
  expect(text).toContain(` ${option} `);
});

test("nothing but the workspace is bound writable", () => {
  expect(built.filter((option) => option === "--bind")).toHaveLength(1);
  expect(text).not.toContain("--dev-bind");
});

test("the root becomes read-only only after everything is mounted", () => {
  const last = Math.max(
    ...["--bind", "--ro-bind", "--tmpfs", "--proc", "--dev"].map((option) => built.lastIndexOf(option)),
  );
  expect(built.indexOf("--remount-ro")).toBeGreaterThan(last);
});

test("scratch folders lie below the mounts, so that they cannot cover one", () => {
  expect(built.lastIndexOf("/home")).toBeLessThan(built.indexOf("--bind"));
});

test("what is covered lies over the mounts that would show it", () => {
  expect(text).toContain(" --tmpfs /srv/app/node_modules/.vitest-cache ");
  expect(built.lastIndexOf("--tmpfs")).toBeGreaterThan(built.lastIndexOf("--ro-bind"));
});

test("a processor without a filter has none, and keeps the rest", () => {
  expect(givenFiles("riscv64", 5).map(({ option }) => option[0])).toEqual(Array(4).fill("--ro-bind-data"));
});

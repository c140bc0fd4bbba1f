/**
 * The environment of the suite's processes and of the judge's, one for both: nothing of the caller's, so the same
 * answers on every machine, and no key. `home` is a folder that may be written.
 */
export function suiteEnvironment(home: string): Readonly<Record<string, string>> {
  return {
    PATH: "/usr/local/bin:/usr/bin:/bin",
    HOME: home,
    TMPDIR: home,
    TZ: "UTC",
    LANG: "C.UTF-8",
    LC_ALL: "C.UTF-8",
    NO_COLOR: "1",
    NODE_ENV: "test",
    VITEST: "true",
    // Vitest neither asks nor watches, and writes no snapshot.
    CI: "true",
  };
}

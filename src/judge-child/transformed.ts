import { isBuiltin } from "node:module";
import type { Evaluator } from "./trace.ts";

/** Modules as the project's Vite has transformed them, by the URL that they import each other with. */
export interface Transformed {
  /** File URL of the project's `vite/module-runner`. */
  readonly runner: string;
  /** URL of the generated module. */
  readonly entry: string;
  /** What Vite says of each: its code, file, id and URL. */
  readonly modules: { readonly [url: string]: object };
}

/** The part of `vite/module-runner` that is used here. */
interface RunnerModule {
  readonly ModuleRunner: new (
    options: {
      readonly hmr: false;
      readonly sourcemapInterceptor: false;
      readonly transport: { invoke(payload: Invoke): Promise<{ result: unknown } | { error: object }> };
    },
    evaluator?: Evaluator,
  ) => { import(url: string): Promise<unknown> };
}

interface Invoke {
  readonly data: { readonly name: string; readonly data: readonly unknown[] };
}

/**
 * What imports the generated module, and with it the subject, by the project's own module runner. The modules are
 * all there: nothing is asked of another process while the subject runs.
 *
 * @param evaluator - compiles the modules; the runner's own does when it is left out.
 */
export async function transformedImport({ runner, entry, modules }: Transformed, evaluator?: Evaluator) {
  const { ModuleRunner } = (await import(runner)) as RunnerModule;
  const loading = new ModuleRunner(
    {
      hmr: false,
      sourcemapInterceptor: false,
      transport: {
        invoke: ({ data: { name, data } }) => {
          if (name === "getBuiltins") return Promise.resolve({ result: [] });
          const url = String(data[0]);
          if (isBuiltin(url)) return Promise.resolve({ result: { externalize: url, type: "builtin" } });
          const result = Object.hasOwn(modules, url) ? modules[url] : undefined;
          return Promise.resolve(
            result === undefined ? { error: { message: `Cannot find module '${url}'` } } : { result },
          );
        },
      },
    },
    evaluator,
  );
  return (): Promise<unknown> => loading.import(entry);
}

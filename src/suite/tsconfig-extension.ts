import type { SuiteSettings } from "./suite.ts";

/** Of a tsconfig's `compilerOptions`, what decides how an import is written. Values in any case. */
export interface ModuleOptions {
  readonly module?: string | undefined;
  readonly moduleResolution?: string | undefined;
  readonly allowImportingTsExtensions?: boolean | undefined;
  readonly rewriteRelativeImportExtensions?: boolean | undefined;
}

/**
 * How the project's tsconfig wants a relative import of `x.ts` written. Where `.ts` is allowed it is the best:
 * it names the file there is. Without a tsconfig (null) nothing forbids it, Vitest and Node load it, and no
 * `x.js` beside it can be taken for it.
 *
 * A package's `type` plays no part: under nodenext `.js` is right in ES modules and in CommonJS.
 */
export function extensionFor(options: ModuleOptions | null): SuiteSettings["importExtension"] {
  if (options === null) return "ts";
  if (options.allowImportingTsExtensions === true || options.rewriteRelativeImportExtensions === true)
    return "ts";
  const decides = options.moduleResolution ?? options.module ?? "";
  return /^node(?:16|18|20|next)$/iu.test(decides) ? "js" : "none";
}

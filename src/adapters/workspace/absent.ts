import { errorCode } from "../error-code.ts";

/** For `catch`: undefined for what is not there or may not be looked at; every other error is thrown on. */
export function absent(error: unknown): undefined {
  if (["ENOENT", "ENOTDIR", "ELOOP", "EACCES"].includes(errorCode(error) ?? "")) return undefined;
  throw error;
}

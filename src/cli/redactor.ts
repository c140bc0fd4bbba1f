import process from "node:process";
import type { Redactor } from "../loop/redact.ts";
import { createRedactor } from "../loop/redact.ts";
import { secretsOf } from "../loop/redact-environment.ts";

/** Knows the keys of the model's service, and what else of this process's environment looks secret. */
export function processRedactor(): Redactor {
  return createRedactor(secretsOf(process.env, ["ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN"]));
}

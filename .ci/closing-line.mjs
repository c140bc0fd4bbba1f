// Reads Vitest's JSON reports and prints one closing line: how many passed, failed and were skipped, and each skip.
import { readFileSync } from "node:fs";

const reports = process.argv.slice(2).map((path) => JSON.parse(readFileSync(path, "utf8")));
const tests = reports.flatMap((report) => report.testResults).flatMap((file) => file.assertionResults);
const count = (status) => tests.filter((test) => test.status === status).length;
const skipped = tests.filter((test) => test.status !== "passed" && test.status !== "failed");
for (const test of skipped) console.log(`skipped: ${test.fullName}`);
console.log(`${count("passed")} passed, ${count("failed")} failed, ${skipped.length} skipped`);

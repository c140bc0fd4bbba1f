import { corpus, textToSuites } from "./compile.ts";

// Started by scale.ts with a number of specs: prints milliseconds and the peak of memory for that many.
const wanted = Number(process.argv[2]);
const { specs } = corpus(process.cwd());
const many = Array.from({ length: wanted }, (_, at) => {
  const { file, text } = specs[at % specs.length] ?? { file: "", text: "" };
  return { file: file.replace(/\.md$/, `-${at}.md`), text };
});
await textToSuites(specs.slice(0, 3));
const since = performance.now();
await textToSuites(many);
const ms = performance.now() - since;
process.stdout.write(JSON.stringify({ ms, bytes: process.resourceUsage().maxRSS * 1024 }));

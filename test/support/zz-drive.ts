import { openTerminal } from "./terminal/terminal.ts";
import { mkdtempSync, mkdirSync, writeFileSync, readFileSync, rmSync } from "node:fs";
const root = mkdtempSync("/tmp/drive-"); mkdirSync(root+"/specs");
writeFileSync(root+"/package.json",'{"name":"sample","type":"module"}');
writeFileSync(root+"/specs/double.md", readFileSync("/tmp/double.md","utf8"));
const t = await openTerminal({command: process.execPath, args:["/work/main/src/cli/start.js"], cwd: root, columns:100, rows:30});
const raw: string[] = []; t.onOutput((x) => raw.push(x));
for (const step of process.argv.slice(2)) {
  if (step.startsWith("wait:")) { try { await t.waitFor(step.slice(5), {ms: 40000}); } catch (e) { console.log("NOT SHOWN", step); } }
  else if (step.startsWith("type:")) t.send(step.slice(5));
  else if (step === "show") { await t.quiet(400); console.log(t.screen()); console.log("alt", t.alternate()); console.log("=".repeat(100)); }
  else if (step === "raw") console.log(raw.join("").replaceAll("\u001b","\n␛"));
  else if (step.startsWith("sleep:")) await new Promise(r=>setTimeout(r, Number(step.slice(6))));
  else t.press(step);
}
await t.close(); rmSync(root,{recursive:true});

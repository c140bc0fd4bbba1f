/** Writes the changes of `apply-rows.ts` once and kills itself at one call to the file system; prints how many there are. */
import { promises } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { installFaultyDisk } from "./faulty-disk.ts";

const [root = "", at = "", how = ""] = process.argv.slice(2);
const disk = await installFaultyDisk(root);
const { writeTogether } = await import("../../../../src/adapters/disk/write-together.ts");
const { changes } = await import("./changes.ts");
disk.arm(Number(at), "SIGKILL");
if (how === "together") await writeTogether(root, changes);
else await plainly();
process.stdout.write(String(disk.calls()));

async function plainly(): Promise<void> {
  for (const { path, content } of changes) {
    const place = join(root, path);
    await promises.mkdir(dirname(place), { recursive: true });
    if (content === null) await promises.rm(place);
    else await inPieces(place, content.toString());
  }
}

/** As a stream, or an editor, writes in place. */
async function inPieces(place: string, content: string): Promise<void> {
  const file = await promises.open(place, "w");
  for (let from = 0; from < content.length; from += 2_048)
    await file.write(content.slice(from, from + 2_048));
  await file.close();
}

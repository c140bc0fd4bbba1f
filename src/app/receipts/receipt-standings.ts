import type { World } from "../ports.ts";
import { readProject } from "../read-project.ts";
import { receiptsFolder } from "../../verdict/receipt.ts";
import type { ReceiptStanding } from "./receipt-stands.ts";
import { createReceiptReader } from "./receipt-stands.ts";

/**
 * Whether the receipt of each spec stands, by the spec's path. Costs nothing in a project without receipts, and one
 * look at every file of the project in one that has some.
 *
 * @param wanted - specs as typed by the person; none means all.
 * @throws UserError as `readProject` does.
 */
export async function receiptStandings(
  world: World,
  wanted: readonly string[],
): Promise<ReadonlyMap<string, ReceiptStanding>> {
  if ((await world.disk.list(receiptsFolder, ".json")).length === 0) return new Map();
  const project = await readProject(world, wanted);
  const reader = createReceiptReader(world, project);
  const standings = await Promise.all(
    project.specs.map(async (spec) => [spec.plan.spec, await reader.stands(spec)] as const),
  );
  return new Map(standings);
}

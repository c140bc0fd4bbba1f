import type { RequirementStatus } from "../../verdict/statuses.ts";
import type { World } from "../ports.ts";
import type { Project } from "../read-project.ts";
import { receiptStandings } from "../receipts/receipt-standings.ts";
import { knownStatuses } from "./known-statuses.ts";

/** What is known now of each requirement of the project; where the receipt of a spec stands, that it holds. */
export async function statusesWithoutRun(
  world: World,
  project: Project,
): Promise<readonly RequirementStatus[]> {
  const standings = await receiptStandings(world, []);
  return knownStatuses(world, project, ({ plan }) =>
    Promise.resolve(standings.get(plan.spec)?.stands === true),
  );
}

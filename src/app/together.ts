/**
 * Waits for both, also when one fails: nothing is left running, and nothing on the disk, behind an error.
 *
 * @throws what the first of them that failed threw.
 */
export async function together<One, Other>(one: Promise<One>, other: Promise<Other>): Promise<[One, Other]> {
  await Promise.allSettled([one, other]);
  return Promise.all([one, other]);
}

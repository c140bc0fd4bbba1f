export function steps(number: number): number {
  if (number < 1) throw new Error("Only positive integers are allowed");
  let left = number;
  let count = 0;
  while (left !== 1) {
    left = left % 2 === 0 ? left / 2 : left * 3 + 1;
    count += 1;
  }
  return count;
}

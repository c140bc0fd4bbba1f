const actions = ["wink", "double blink", "close your eyes", "jump"];

export function commands(number: number): string[] {
  const chosen = actions.filter((_, bit) => (number & (1 << bit)) !== 0);
  return (number & 16) === 0 ? chosen : chosen.reverse();
}

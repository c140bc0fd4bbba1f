import process from "node:process";
import { play, sceneAsked } from "./play.ts";

// The floor: no framework, no layout. A key writes one row, an event another, straight to the terminal.
const rows = process.stdout.rows;
let selected = 0;
let events = 0;
process.stdout.write(`\u001B[?1049h\u001B[?25l\u001B[1;1Hscene\u001B[${rows};1Hj k move  q leave`);
draw();
process.stdin.setRawMode(true);
process.stdin.on("data", (input) => {
  for (const key of input.toString()) {
    if (key === "q") process.exit();
    if (key === "j") selected += 1;
    if (key === "k") selected -= 1;
  }
  draw();
});
play(sceneAsked(process.argv.slice(2)), (message) => {
  events += 1;
  const text = message.is === "live" && message.event.type === "text-delta" ? message.event.text : message.is;
  process.stdout.write(`\u001B[4;1H${events} ${text.split("\n", 1)[0]}\u001B[K`);
});

function draw(): void {
  process.stdout.write(`\u001B[2;1H❯ row ${selected} selected\u001B[K`);
}

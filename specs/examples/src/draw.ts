import { groundY, riderY, saddleY, wheelRadius, wheelY } from "./pelican.ts";

/** A pelican on a bicycle as SVG, `size` units wide and high. Where things are, `pelican.ts` says. */
export function draw(size: number): string {
  const at = (share: number) => size * share;
  const ground = groundY(size);
  const radius = wheelRadius(size);
  const wheel = wheelY(size);
  const saddle = saddleY(size);
  const rider = riderY(size);
  const [back, front, seat] = [at(1 / 4), at(3 / 4), at(7 / 16)];
  const bars = at(11 / 16);
  const line = (x1: number, y1: number, x2: number, y2: number) =>
    `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}"/>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" fill="none" stroke="#334" stroke-width="${at(1 / 80)}" stroke-linecap="round" stroke-linejoin="round">`,
    `<rect width="${size}" height="${size}" fill="#dff0fa" stroke="none"/>`,
    line(0, ground, size, ground),
    `<circle cx="${back}" cy="${wheel}" r="${radius}"/>`,
    `<circle cx="${front}" cy="${wheel}" r="${radius}"/>`,
    line(back, wheel, seat, saddle),
    line(back, wheel, at(1 / 2), wheel),
    line(at(1 / 2), wheel, seat, saddle),
    line(at(1 / 2), wheel, bars, saddle),
    line(seat, saddle, bars, saddle),
    line(front, wheel, bars, saddle - radius / 2),
    line(seat - radius / 2, saddle, seat + radius / 2, saddle),
    `<circle cx="${seat}" cy="${rider}" r="${radius}" fill="#fff"/>`,
    `<path d="M ${seat - radius / 2} ${rider} q ${radius / 2} ${radius / 2} ${radius} 0" fill="#eee"/>`,
    `<path d="M ${seat + radius * 0.8} ${rider - radius * 0.6} Q ${seat + radius * 1.4} ${rider - radius} ${seat + radius} ${rider - radius * 1.5}"/>`,
    `<circle cx="${seat + radius * 1.2}" cy="${rider - radius * 1.7}" r="${radius * 0.45}" fill="#fff"/>`,
    `<circle cx="${seat + radius * 1.3}" cy="${rider - radius * 1.8}" r="${radius / 16}" fill="#334"/>`,
    `<path d="M ${seat + radius * 1.6} ${rider - radius * 1.8} l ${radius * 1.5} ${radius * 0.5} q ${-radius * 0.9} ${radius * 0.7} ${-radius * 1.55} ${-radius * 0.2} z" fill="#f5a623"/>`,
    line(seat + radius / 4, rider + radius * 0.9, at(1 / 2), wheel),
    "</svg>",
  ].join("\n");
}

export interface Point {
  x: number;
  y: number;
}

/** The corners of a radar with one axis for each share, the first upright, then with the clock. */
export function radarPoints(shares: readonly number[], radius: number, centre: Point): Point[] {
  return shares.map((share, index) => {
    const angle = (2 * Math.PI * index) / shares.length - Math.PI / 2;
    return {
      x: centre.x + Math.cos(angle) * radius * share,
      y: centre.y + Math.sin(angle) * radius * share,
    };
  });
}

/** As the `points` of a polygon. */
export function asPoints(points: readonly Point[]): string {
  return points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ");
}

/** Breaks words into lines of at most so many characters. */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length + 1 <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

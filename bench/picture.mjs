/**
 * @file The growth as a picture: lines over the number of applications, both axes logarithmic.
 */

const colours = { SQLite: "#0b5563", PostgreSQL: "#b3541e" };
const width = 860;
const height = 300;
const margin = { left: 58, right: 12, top: 34, bottom: 40 };

/**
 * @param {{title: string, series: {name: keyof typeof colours, points: [number, number][]}[]}[]} panels
 * @param {string} alt
 */
export function picture(panels, alt) {
  const panelWidth = width / panels.length;
  const inner = panelWidth - margin.left - margin.right;
  const tall = height - margin.top - margin.bottom;
  const text = (/** @type {number} */ x, /** @type {number} */ y, /** @type {string} */ what, more = "") =>
    `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" ${more}>${what}</text>`;
  const parts = panels.map(({ title, series }, panel) => {
    const all = series.flatMap(({ points }) => points);
    const [low, high] = [Math.min(...all.map(([, y]) => y)), Math.max(...all.map(([, y]) => y))];
    const [from, to] = [Math.floor(Math.log10(low)), Math.max(Math.ceil(Math.log10(high)), Math.floor(Math.log10(low)) + 1)];
    const left = panel * panelWidth + margin.left;
    const x = (/** @type {number} */ value) => left + ((Math.log10(value) - 3) / 2) * inner;
    const y = (/** @type {number} */ value) => margin.top + tall - ((Math.log10(value) - from) / (to - from)) * tall;
    const lines = [text(left, 18, title, 'class="title"')];
    for (let power = from; power <= to; ++power)
      lines.push(
        `<line x1="${left}" x2="${left + inner}" y1="${y(10 ** power)}" y2="${y(10 ** power)}" class="grid"/>`,
        text(left - 6, y(10 ** power) + 4, `${10 ** power} ms`, 'text-anchor="end"'),
      );
    for (const size of [1_000, 10_000, 100_000])
      lines.push(text(x(size), height - margin.bottom + 18, size.toLocaleString("en"), 'text-anchor="middle"'));
    for (const { name, points } of series) {
      const path = points.map(([size, value]) => `${x(size).toFixed(1)},${y(value).toFixed(1)}`).join(" ");
      const dash = name === "PostgreSQL" ? ' stroke-dasharray="6 4"' : "";
      lines.push(`<polyline points="${path}" fill="none" stroke="${colours[name]}" stroke-width="2"${dash}/>`);
      for (const [size, value] of points)
        lines.push(`<circle cx="${x(size).toFixed(1)}" cy="${y(value).toFixed(1)}" r="3.5" fill="${colours[name]}"/>`);
    }
    return lines.join("\n");
  });
  const legend = Object.entries(colours).map(([name, colour], index) => {
    const at = margin.left + index * 120;
    const dash = name === "PostgreSQL" ? ' stroke-dasharray="6 4"' : "";
    return `<line x1="${at}" x2="${at + 26}" y1="${height - 8}" y2="${height - 8}" stroke="${colour}" stroke-width="2"${dash}/>${text(at + 32, height - 4, name)}`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${alt}">
<style>text{font:12px system-ui,sans-serif;fill:#333}.title{font-weight:600}.grid{stroke:#d5d5d5}</style>
<rect width="${width}" height="${height}" fill="#fff"/>
${parts.join("\n")}
${legend.join("\n")}
</svg>
`;
}

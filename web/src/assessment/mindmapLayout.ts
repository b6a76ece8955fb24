import { wrapText } from "./radar";

/** A branch of a mindmap, whatever it stands for. */
export interface MapNode {
  id: string;
  text: string;
  /** A short line below the text. */
  note: string;
  children: readonly MapNode[];
}

export type Side = "right" | "left";

export interface PlacedNode {
  node: MapNode;
  depth: number;
  /** To which side it grows; the root counts as right. */
  side: Side;
  parent: string | null;
  position: number;
  siblings: number;
  lines: string[];
  noteLines: string[];
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface MapLayout {
  nodes: PlacedNode[];
  width: number;
  height: number;
}

const lineHeight = 18;
const padding = 10;
const noteHeight = 16;
const columnGap = 40;
const rowGap = 10;
/** Of the widest letters that we meet; the root and its themes are in bold. */
const characterWidth = 8.4;
const boldCharacterWidth = 9.8;
const noteCharacterWidth = 6.6;

interface Shape {
  widths: readonly number[];
  /** Half of the branches of the root grow to the left. */
  twoSided: boolean;
}

function leavesOf(node: MapNode): number {
  return node.children.length === 0 ? 1 : node.children.reduce((sum, child) => sum + leavesOf(child), 0);
}

/** The branches on the right, then those on the left, with about as many ends on both sides. */
function divided(children: readonly MapNode[], twoSided: boolean): Record<Side, readonly MapNode[]> {
  if (!twoSided) return { right: children, left: [] };
  const total = children.reduce((sum, child) => sum + leavesOf(child), 0);
  let seen = 0;
  const right = children.filter((child) => {
    const fits = seen + leavesOf(child) / 2 <= total / 2;
    seen += leavesOf(child);
    return fits;
  });
  return { right, left: children.slice(right.length) };
}

class Layout {
  readonly nodes: PlacedNode[] = [];

  constructor(private readonly shape: Shape) {}

  /** Places a branch with all below it from `top` on, and gives where it ends. */
  branch(
    node: MapNode,
    place: Pick<PlacedNode, "depth" | "side" | "parent" | "position" | "siblings">,
    top: number,
  ): number {
    const width = this.widthAt(place.depth);
    const letter = place.depth < 2 ? boldCharacterWidth : characterWidth;
    const lines = wrapText(node.text, Math.floor((width - 2 * padding) / letter));
    const noteLines =
      node.note === "" ? [] : wrapText(node.note, Math.floor((width - 2 * padding) / noteCharacterWidth));
    const height = lines.length * lineHeight + 2 * padding + noteLines.length * noteHeight;
    const placed: PlacedNode = { ...place, node, lines, noteLines, width, height, x: 0, y: top };
    this.nodes.push(placed);
    const bottom = this.children(placed, node.children, top);
    const below = bottom - rowGap - top;
    if (below > height) placed.y = top + (below - height) / 2;
    else this.shift(node, (height - below) / 2);
    return Math.max(bottom, top + height + rowGap);
  }

  private children(parent: PlacedNode, children: readonly MapNode[], top: number): number {
    let next = top;
    children.forEach((child, position) => {
      const place = {
        depth: parent.depth + 1,
        side: parent.side,
        parent: parent.node.id,
        position,
        siblings: children.length,
      };
      next = this.branch(child, place, next);
    });
    return next;
  }

  /** A node that is higher than all below it has them in its middle. */
  private shift(node: MapNode, by: number) {
    for (const child of node.children) {
      const placed = this.nodes.find((each) => each.node.id === child.id);
      if (placed !== undefined) placed.y += by;
      this.shift(child, by);
    }
  }

  widthAt(depth: number): number {
    return this.shape.widths[Math.min(depth, this.shape.widths.length - 1)] ?? 0;
  }

  /** Where the column of a depth begins, counted from the middle of the root. */
  column(depth: number): number {
    let x = this.widthAt(0) / 2;
    for (let before = 1; before < depth; before += 1) x += columnGap + this.widthAt(before);
    return x + columnGap;
  }
}

/** Places a tree with its root in the middle, or at the left when all grows to the right. */
export function layOut(root: MapNode, shape: Shape): MapLayout {
  const sides = divided(root.children, shape.twoSided);
  const layout = new Layout(shape);
  const own = new Layout(shape);
  own.branch(
    { ...root, children: [] },
    { depth: 0, side: "right", parent: null, position: 0, siblings: 1 },
    0,
  );
  const centre = own.nodes[0];
  if (centre === undefined) return { nodes: [], width: 0, height: 0 };
  const heights = (["right", "left"] as const).map((side) => {
    let next = 0;
    const from = layout.nodes.length;
    sides[side].forEach((child, position) => {
      const siblings = sides[side].length;
      next = layout.branch(child, { depth: 1, side, parent: root.id, position, siblings }, next);
    });
    return { from, until: layout.nodes.length, height: next - rowGap };
  });
  const height = Math.max(centre.height, ...heights.map((each) => each.height));
  for (const { from, until, height: own } of heights)
    for (const placed of layout.nodes.slice(from, until)) placed.y += (height - own) / 2;
  const deepest = (side: Side) =>
    Math.max(0, ...layout.nodes.filter((each) => each.side === side).map((each) => each.depth));
  const reach = (side: Side) => {
    const depth = deepest(side);
    return depth === 0 ? centre.width / 2 : layout.column(depth) + layout.widthAt(depth);
  };
  const middle = reach("left");
  for (const placed of layout.nodes) {
    const offset = layout.column(placed.depth);
    placed.x = placed.side === "right" ? middle + offset : middle - offset - placed.width;
  }
  centre.x = middle - centre.width / 2;
  centre.y = (height - centre.height) / 2;
  return { nodes: [{ ...centre, node: root }, ...layout.nodes], width: middle + reach("right"), height };
}

export type Arrow = "ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight";

/** To which branch an arrow leads: outward to a child, inward to the parent, up and down beside it. */
export function neighbour(nodes: readonly PlacedNode[], id: string, arrow: Arrow): string | null {
  const here = nodes.find((each) => each.node.id === id);
  if (here === undefined) return null;
  const childAt = (side: Side) =>
    nodes.find((each) => each.parent === id && each.side === side)?.node.id ?? null;
  if (arrow === "ArrowLeft" || arrow === "ArrowRight") {
    const toward: Side = arrow === "ArrowRight" ? "right" : "left";
    if (here.parent === null) return childAt(toward);
    return here.side === toward ? childAt(toward) : here.parent;
  }
  const column = nodes
    .filter((each) => each.depth === here.depth && each.side === here.side)
    .sort((a, b) => a.y - b.y);
  const step = arrow === "ArrowDown" ? 1 : -1;
  return column[column.indexOf(here) + step]?.node.id ?? null;
}

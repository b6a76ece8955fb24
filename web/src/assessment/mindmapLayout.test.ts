import { describe, expect, it } from "vitest";
import { layOut, neighbour, type MapNode } from "./mindmapLayout";

function node(id: string, ...children: MapNode[]): MapNode {
  return { id, text: `Thema ${id} met een naam van enkele woorden`, note: "1 van 2 vragen", children };
}

const map = node("map", node("a", node("a1"), node("a2")), node("b"), node("c", node("c1")), node("d"));
const widths = [150, 170, 205];

describe("a mindmap", () => {
  const { nodes, width, height } = layOut(map, { widths, twoSided: true });

  it("has every branch once, within the drawing, and none over another", () => {
    expect(nodes.map((each) => each.node.id).sort()).toEqual(["a", "a1", "a2", "b", "c", "c1", "d", "map"]);
    for (const one of nodes) {
      expect(one.x >= 0 && one.x + one.width <= width, one.node.id).toBe(true);
      expect(one.y >= 0 && one.y + one.height <= height, one.node.id).toBe(true);
      for (const other of nodes) {
        if (one === other) continue;
        const apart =
          one.x + one.width <= other.x ||
          other.x + other.width <= one.x ||
          one.y + one.height <= other.y ||
          other.y + other.height <= one.y;
        expect(apart, `${one.node.id} and ${other.node.id}`).toBe(true);
      }
    }
  });

  it("is walked outward, inward and beside with the arrows", () => {
    const first = neighbour(nodes, "map", "ArrowRight");
    expect(first).toBe("a");
    expect(neighbour(nodes, "a", "ArrowRight")).toBe("a1");
    expect(neighbour(nodes, "a1", "ArrowDown")).toBe("a2");
    expect(neighbour(nodes, "a2", "ArrowLeft")).toBe("a");
    expect(neighbour(nodes, "a", "ArrowLeft")).toBe("map");
    const left = neighbour(nodes, "map", "ArrowLeft") ?? "";
    expect(nodes.find((each) => each.node.id === left)?.side).toBe("left");
    expect(neighbour(nodes, left, "ArrowRight")).toBe("map");
    expect(neighbour(nodes, "map", "ArrowUp")).toBeNull();
  });
});

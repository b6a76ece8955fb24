import { useMemo, type KeyboardEvent } from "react";
import { classes } from "../../ui/classes";
import {
  layOut,
  neighbour,
  type Arrow,
  type MapLayout,
  type MapNode,
  type PlacedNode,
} from "../mindmapLayout";

interface MindmapDrawingProps {
  root: MapNode;
  /** One theme with its questions, all to the right. */
  zoomed: boolean;
  /** The branch that the keyboard is at. */
  focus: string;
  label: string;
  isFlagged: (id: string) => boolean;
  onFocus: (id: string) => void;
  onOpen: (id: string) => void;
  onLeave: () => void;
}

const overviewWidths = [150, 170, 205];
const themeWidths = [170, 210, 560];
const margin = 8;
const arrows: readonly string[] = ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"];

function isArrow(key: string): key is Arrow {
  return arrows.includes(key);
}

/** The map itself. One branch at a time is in the order of Tab; arrows move along the branches. */
export function MindmapDrawing(props: MindmapDrawingProps) {
  const { root, zoomed, focus, label, onFocus, onOpen, onLeave } = props;
  const layout = useMemo(
    () => layOut(root, { widths: zoomed ? themeWidths : overviewWidths, twoSided: !zoomed }),
    [root, zoomed],
  );
  const { nodes } = layout;
  const at = nodes.some((each) => each.node.id === focus) ? focus : root.id;

  function onKeyDown(event: KeyboardEvent) {
    const { key } = event;
    const ends: Record<string, string | undefined> = { Home: root.id, End: nodes.at(-1)?.node.id };
    const next = isArrow(key) ? neighbour(nodes, at, key) : (ends[key] ?? null);
    if (next !== null) onFocus(next);
    else if (key === "Enter" || key === " ") onOpen(at);
    else if (key === "Escape") onLeave();
    else if (!isArrow(key)) return;
    event.preventDefault();
  }

  return (
    <div className="rg-map">
      <svg
        role="tree"
        aria-label={label}
        width={layout.width + 2 * margin}
        height={layout.height + 2 * margin}
        viewBox={`${-margin} ${-margin} ${layout.width + 2 * margin} ${layout.height + 2 * margin}`}
        onKeyDown={onKeyDown}
      >
        <Branches layout={layout} />
        {nodes.map((placed) => (
          <Node key={placed.node.id} placed={placed} current={at === placed.node.id} {...props} />
        ))}
      </svg>
    </div>
  );
}

function Branches({ layout }: { layout: MapLayout }) {
  const places = new Map(layout.nodes.map((each) => [each.node.id, each]));
  return (
    <g aria-hidden="true">
      {layout.nodes.map((to) => {
        const from = places.get(to.parent ?? "");
        if (from === undefined) return null;
        const out = to.side === "right";
        const x1 = out ? from.x + from.width : from.x;
        const x2 = out ? to.x : to.x + to.width;
        const [y1, y2] = [from.y + from.height / 2, to.y + to.height / 2];
        const middle = (x1 + x2) / 2;
        return (
          <path
            key={to.node.id}
            className="rg-map__branch"
            d={`M${x1} ${y1} C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`}
          />
        );
      })}
    </g>
  );
}

interface NodeProps extends MindmapDrawingProps {
  placed: PlacedNode;
  current: boolean;
}

function Node({ placed, current, zoomed, isFlagged, onFocus, onOpen }: NodeProps) {
  const { node, depth, lines, noteLines, x, y, width, height } = placed;
  const flagged = zoomed && isFlagged(node.id);
  return (
    <g
      id={`branch-${node.id}`}
      role="treeitem"
      tabIndex={current ? 0 : -1}
      aria-level={depth + 1}
      aria-posinset={placed.position + 1}
      aria-setsize={placed.siblings}
      aria-selected={current}
      className={classes(
        "rg-map__node",
        `rg-map__node--${Math.min(depth, 2)}`,
        flagged && "rg-map__node--flagged",
      )}
      transform={`translate(${x} ${y})`}
      onClick={() => {
        onFocus(node.id);
        onOpen(node.id);
      }}
    >
      <rect width={width} height={height} rx={6} />
      <text>
        {lines.map((line, index) => (
          <tspan key={index} x={10} y={24 + index * 18}>
            {`${line} `}
          </tspan>
        ))}
        {noteLines.map((line, index) => (
          <tspan key={line} className="rg-map__note" x={10} y={23 + lines.length * 18 + index * 16}>
            {`${line} `}
          </tspan>
        ))}
      </text>
    </g>
  );
}

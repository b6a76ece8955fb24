import "./plot.css";
import * as Plot from "@observablehq/plot";
import { useEffect, useRef, useState } from "react";

interface PlotChartProps {
  /** What the picture shows, for screen readers. */
  label: string;
  /** Draws at the width that there is; keep it stable with useCallback. */
  draw: (width: number) => Plot.PlotOptions;
}

/** A chart that takes the width of its place. */
export function PlotChart({ label, draw }: PlotChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);

  useEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => setWidth(Math.floor(element.clientWidth)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    const element = place.current;
    if (element === null || width === 0) return undefined;
    const chart = Plot.plot({ ...draw(width), width });
    // Our own style sheet does this: a style inside the picture goes against the content security policy.
    chart.querySelector("style")?.remove();
    // The picture as a whole has a name; its parts have none that says more.
    for (const part of chart.querySelectorAll("[aria-label]")) part.removeAttribute("aria-label");
    chart.setAttribute("role", "img");
    chart.setAttribute("aria-label", label);
    element.append(chart);
    return () => chart.remove();
  }, [draw, width, label]);

  return <div ref={place} className="rg-plot" />;
}

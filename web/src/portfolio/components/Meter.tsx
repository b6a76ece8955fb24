import "../meter.css";
import type { CSSProperties } from "react";
import { useFormat } from "../../ui/format";

/** A share as a small bar with its number. */
export function Meter({ percent }: { percent: number }) {
  const format = useFormat();
  return (
    <span className="rg-meter">
      <span className="rg-meter__track" aria-hidden="true">
        <span className="rg-meter__fill" style={{ "--share": percent / 100 } as CSSProperties} />
      </span>
      {format.percent(percent / 100)}
    </span>
  );
}

import { useEffect, useId, useRef, useState } from "react";
import { draw, type Drawing } from "../plots/drawing";

/** A picture that takes the width of its place. Keep the drawing stable with useMemo. */
export function ValidationPicture({ drawing }: { drawing: Drawing }) {
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  const id = useId();

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
    const picture = draw(drawing, Math.min(width, 720), id);
    element.append(picture);
    return () => picture.remove();
  }, [drawing, width, id]);

  return <div ref={place} className="rg-plot" />;
}

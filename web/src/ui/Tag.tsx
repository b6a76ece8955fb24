import type { ReactNode } from "react";
import { classes } from "./classes";

/** `soon` and `late` are for what needs a person; the words must say it too, not the colour alone. */
export type TagTone = "neutral" | "ok" | "soon" | "late" | "brand";

export function Tag({ tone = "neutral", children }: { tone?: TagTone; children: ReactNode }) {
  return <span className={classes("rg-tag", tone !== "neutral" && `rg-tag--${tone}`)}>{children}</span>;
}

import type { ReactNode } from "react";
import { classes } from "./classes";

interface AlertProps {
  tone?: "info" | "ok" | "warning" | "error";
  title?: string;
  /** Say it at once to screen readers: for what appears after an action. */
  live?: boolean;
  children?: ReactNode;
}

export function Alert({ tone = "info", title, live = false, children }: AlertProps) {
  const role = live ? (tone === "error" ? "alert" : "status") : undefined;
  return (
    <div className={classes("rg-alert", `rg-alert--${tone}`)} role={role}>
      {title !== undefined && <h2>{title}</h2>}
      {children}
    </div>
  );
}

import type { ReactNode } from "react";
import { Link as RouterLink, type LinkProps as RouterLinkProps } from "react-router";
import type { ButtonKind } from "./Button";
import { classes } from "./classes";

/** To a page of Regie. Use a plain `<a href>` for addresses elsewhere. */
export function Link(props: RouterLinkProps) {
  return <RouterLink {...props} />;
}

interface ButtonLinkProps {
  to: string;
  kind?: Exclude<ButtonKind, "danger">;
  small?: boolean;
  children: ReactNode;
}

const variants = { primary: "primary", secondary: "secondary", quiet: "tertiary" } as const;

/** A link that is the main next step, and looks it. */
export function ButtonLink({ to, kind = "primary", small, children }: ButtonLinkProps) {
  return (
    <RouterLink
      to={to}
      className={classes("ams-button", `ams-button--${variants[kind]}`, small && "rg-button--small")}
    >
      {children}
    </RouterLink>
  );
}

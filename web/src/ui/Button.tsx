import { Button as AmsButton } from "@amsterdam/design-system-react";
import type { ButtonHTMLAttributes, Ref } from "react";
import { useTranslation } from "react-i18next";
import { VisuallyHidden } from "./VisuallyHidden";
import { classes } from "./classes";

export type ButtonKind = "primary" | "secondary" | "quiet" | "danger";

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  kind?: ButtonKind;
  small?: boolean;
  /** The action is under way: the button stays focusable and does nothing. */
  busy?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

const variants = {
  primary: "primary",
  secondary: "secondary",
  quiet: "tertiary",
  danger: "primary",
} as const;

export function Button({
  kind = "primary",
  small,
  busy = false,
  children,
  className,
  onClick,
  ...rest
}: ButtonProps) {
  const { t } = useTranslation("ui");
  return (
    <AmsButton
      {...rest}
      variant={variants[kind]}
      aria-disabled={busy || undefined}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.(event);
      }}
      className={classes(
        className,
        kind === "danger" && "rg-button--danger",
        kind === "quiet" && "rg-button--quiet",
        small && "rg-button--small",
      )}
    >
      {busy && <span className="rg-spinner" aria-hidden="true" />}
      {children}
      {busy && <VisuallyHidden>{t("busy")}</VisuallyHidden>}
    </AmsButton>
  );
}

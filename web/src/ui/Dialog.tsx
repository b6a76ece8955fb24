import { useEffect, useId, useRef, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./Button";
import { Icon } from "./Icon";
import { VisuallyHidden } from "./VisuallyHidden";
import { classes } from "./classes";

interface DialogProps {
  title: string;
  /** Called on Esc and on the close button. Stop rendering the dialog to close it. */
  onClose: () => void;
  wide?: boolean;
  children: ReactNode;
}

/**
 * A window over the page: render it to open it. The browser keeps the focus inside;
 * afterwards the focus returns to where it was.
 */
export function Dialog({ title, onClose, wide = false, children }: DialogProps) {
  const { t } = useTranslation("ui");
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();

  useEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    element?.showModal();
    return () => {
      element?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);

  return (
    <dialog
      ref={dialog}
      className={classes("rg-dialog", wide && "rg-dialog--wide")}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className="rg-dialog__header">
        <h2 id={id}>{title}</h2>
        <Button kind="quiet" small onClick={onClose}>
          <Icon name="close" />
          <VisuallyHidden>{t("close")}</VisuallyHidden>
        </Button>
      </div>
      {children}
    </dialog>
  );
}

/** The buttons at the bottom of a dialog that holds no form. */
export function DialogActions({ children }: { children: ReactNode }) {
  return <div className="rg-dialog__actions">{children}</div>;
}

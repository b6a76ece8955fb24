import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Navigate, Outlet, useLocation } from "react-router";
import { useSession } from "../../access/session";
import { ApplicationTabs } from "../../portfolio/applicationTabs";
import { Icon } from "../../ui/Icon";
import { SkipLink } from "../../ui/SkipLink";
import { classes } from "../../ui/classes";
import { applicationTabs } from "../applicationTabs";
import { startPage } from "../navigation";
import { MainMenu } from "./MainMenu";
import { Organisation } from "./Organisation";
import { PersonMenu } from "./PersonMenu";
import { Preferences } from "./Preferences";

/** The menu of a phone: closed after each navigation, Esc closes it and gives the focus back. */
function usePhoneMenu() {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const { key } = useLocation();
  const [openedAt, setOpenedAt] = useState(key);
  if (open && openedAt !== key) setOpen(false);

  useEffect(() => {
    if (!open) return undefined;
    const close = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      setOpen(false);
      button.current?.focus();
    };
    document.addEventListener("keydown", close);
    return () => document.removeEventListener("keydown", close);
  }, [open]);

  const toggle = () => {
    setOpenedAt(key);
    setOpen(!open);
  };
  return { open, toggle, button };
}

export function Shell() {
  const { t } = useTranslation("app");
  const session = useSession();
  const start = startPage(session);
  const { pathname } = useLocation();
  const { open, toggle, button } = usePhoneMenu();

  if (pathname === "/" && start !== "/") return <Navigate to={start} replace />;
  return (
    <div className="rg-shell">
      <SkipLink target="content">{t("skip")}</SkipLink>
      <header className="rg-side rg-no-print">
        <div className="rg-side__inner">
          <div className="rg-side__top">
            <div>
              <p className="rg-mark">Regie</p>
              <Organisation />
            </div>
            <button
              ref={button}
              type="button"
              className="rg-side__toggle"
              aria-expanded={open}
              aria-controls="menu"
              onClick={toggle}
            >
              <Icon name={open ? "close" : "menu"} />
              {open ? t("menu_close") : t("menu")}
            </button>
          </div>
          <div id="menu" className={classes("rg-side__menu", open && "rg-side__menu--open")}>
            <MainMenu />
            <PersonMenu />
            <Preferences />
          </div>
        </div>
      </header>
      <main id="content" tabIndex={-1} className="rg-main">
        <p className="rg-print-only">Regie · {session.organisation.name}</p>
        <ApplicationTabs value={applicationTabs}>
          <Outlet />
        </ApplicationTabs>
      </main>
    </div>
  );
}

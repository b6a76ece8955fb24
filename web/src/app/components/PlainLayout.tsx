import type { ReactNode } from "react";
import { Outlet } from "react-router";
import { Preferences } from "./Preferences";

/** For pages without the menu, such as the sign-in page. */
export function PlainLayout({ children }: { children?: ReactNode }) {
  return (
    <div className="rg-plain">
      <header>
        <p className="rg-mark">Regie</p>
      </header>
      <main>{children ?? <Outlet />}</main>
      <footer>
        <Preferences />
      </footer>
    </div>
  );
}

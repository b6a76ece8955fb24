import { useTranslation } from "react-i18next";
import { NavLink } from "react-router";
import { useSession } from "../../access/session";
import { visibleGroups } from "../navigation";

export function MainMenu() {
  const { t } = useTranslation("app");
  const session = useSession();
  return (
    <nav aria-label={t("main_menu")}>
      {visibleGroups(session).map((group) => (
        <div key={group.id}>
          {group.label !== undefined && <h2 className="rg-menu__heading">{t(group.label)}</h2>}
          <ul className="rg-plain-list rg-menu">
            {group.entries.map((entry) => (
              <li key={entry.to}>
                <NavLink to={entry.to} end={entry.exact ?? false}>
                  {t(entry.label)}
                </NavLink>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

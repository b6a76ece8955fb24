import { useTranslation } from "react-i18next";
import { NavLink, useLocation } from "react-router";
import { useSession, useSignOut } from "../../access/session";
import { Disclosure } from "../../ui/Disclosure";
import { Icon } from "../../ui/Icon";
import { VisuallyHidden } from "../../ui/VisuallyHidden";
import { useProblemText } from "../../ui/problemText";
import { useAnnounce } from "../../ui/statusContext";

export function PersonMenu() {
  const { t } = useTranslation("app");
  const { name } = useSession();
  const { pathname } = useLocation();
  const signOut = useSignOut();
  const announce = useAnnounce();
  const problemText = useProblemText();
  return (
    <div className="rg-person">
      <Disclosure
        key={pathname}
        summary={
          <>
            <Icon name="person" />
            <span aria-hidden="true">{name}</span>
            <VisuallyHidden>{t("account", { name })}</VisuallyHidden>
          </>
        }
      >
        <ul className="rg-plain-list rg-menu">
          <li>
            <NavLink to="/password">{t("change_password")}</NavLink>
          </li>
          <li>
            <NavLink to="/tokens">{t("tokens")}</NavLink>
          </li>
          <li>
            <button
              type="button"
              onClick={() => signOut.mutate(undefined, { onError: (error) => announce(problemText(error)) })}
            >
              {t("sign_out")}
            </button>
          </li>
        </ul>
      </Disclosure>
    </div>
  );
}

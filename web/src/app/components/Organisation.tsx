import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { useSession, useSwitchOrganisation } from "../../access/session";
import { Disclosure } from "../../ui/Disclosure";
import { Tag } from "../../ui/Tag";
import { useProblemText } from "../../ui/problemText";
import { useAnnounce } from "../../ui/statusContext";

/** For whom we work now, whether that is an example, and a way to switch. */
export function Organisation() {
  const { t } = useTranslation("app");
  const { organisation, organisations } = useSession();
  const others = organisations.filter(({ id }) => id !== organisation.id);
  return (
    <div className="rg-organisation">
      <p>
        {organisation.name} {organisation.is_example && <Tag tone="soon">{t("example")}</Tag>}
      </p>
      {others.length > 0 && <Switcher key={organisation.id} others={others} />}
    </div>
  );
}

function Switcher({ others }: { others: readonly { id: string; name: string }[] }) {
  const { t } = useTranslation("app");
  const announce = useAnnounce();
  const problemText = useProblemText();
  const navigate = useNavigate();
  const change = useSwitchOrganisation();
  async function choose({ id, name }: { id: string; name: string }) {
    try {
      await change.mutateAsync(id);
      await navigate("/");
      announce(t("switched", { name }));
    } catch (error) {
      announce(problemText(error));
    }
  }
  return (
    <Disclosure summary={t("switch_organisation")}>
      <ul className="rg-plain-list rg-menu">
        {others.map((other) => (
          <li key={other.id}>
            <button type="button" onClick={() => void choose(other)}>
              {other.name}
            </button>
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}

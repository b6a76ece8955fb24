import { useTranslation } from "react-i18next";
import { useDisciplineText } from "../../access/disciplineText";
import { ActionText } from "../../ui/ActionText";
import { Button } from "../../ui/Button";
import { Link } from "../../ui/Link";
import { Tag } from "../../ui/Tag";
import { daysSince, useFormat } from "../../ui/format";
import type { Gate, Requirement } from "../api";
import { dimensions, requirementTone, type GateAction } from "../words";

interface RequirementListProps {
  gate: Gate;
  onAct: (action: GateAction, requirement: Requirement) => void;
}

/** By dimension; what does not apply to this application stands together at the end. */
export function RequirementList({ gate, onAct }: RequirementListProps) {
  const { t } = useTranslation("governance");
  const format = useFormat();
  const asked = gate.requirements.filter(({ state }) => state !== "not_applicable");
  const rest = gate.requirements.filter(({ state }) => state === "not_applicable");
  return (
    <>
      {dimensions.map((dimension) => {
        const items = asked.filter((each) => each.dimension === dimension);
        if (items.length === 0) return null;
        return (
          <section key={dimension}>
            <h3>{t(`dimension.${dimension}`)}</h3>
            <ul className="rg-gate__list">
              {items.map((each) => (
                <Item key={each.id} gate={gate} requirement={each} onAct={onAct} />
              ))}
            </ul>
          </section>
        );
      })}
      {rest.length > 0 && (
        <section className="rg-soft">
          <h3>{t("requirement.not_applicable")}</h3>
          <ul>
            {rest.map(({ id, text }) => (
              <li key={id}>{format.text(text)}</li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

interface ItemProps extends RequirementListProps {
  requirement: Requirement;
}

function Item({ gate, requirement, onAct }: ItemProps) {
  const { t } = useTranslation("governance");
  const format = useFormat();
  const { state, objected } = requirement;
  return (
    <li className="rg-gate__item">
      <div className="rg-gate__head">
        <p>{format.text(requirement.text)}</p>
        <Tag tone={objected ? "late" : requirementTone[state]}>
          {objected ? t("requirement.objected") : t(`requirement.${state}`)}
        </Tag>
      </div>
      <Found requirement={requirement} />
      <Asked requirement={requirement} />
      <Actions gate={gate} requirement={requirement} onAct={onAct} />
    </li>
  );
}

/** By what it is met or waived, when and by whom. */
function Found({ requirement }: { requirement: Requirement }) {
  const { t } = useTranslation("governance");
  const format = useFormat();
  const { what, link, at, by, waived_until } = requirement;
  return (
    <>
      {what && <p className="rg-small">{link ? <EvidenceLink to={link}>{what}</EvidenceLink> : what}</p>}
      <Measured requirement={requirement} />
      {at && (
        <p className="rg-small">
          {by ? t("requirement.by", { by, date: format.date(at) }) : format.date(at)}
          {waived_until && <>, {t("requirement.until", { date: format.date(waived_until) })}</>}
        </p>
      )}
    </>
  );
}

/** The number that is asked, beside what it has to be. */
function Measured({ requirement }: { requirement: Requirement }) {
  const { t } = useTranslation("governance");
  const format = useFormat();
  const { value, unit, base, at_least } = requirement;
  if (value == null || at_least == null) return null;
  const shown = (number: number) => (unit === "share" ? format.percent(number) : format.number(number, 1));
  const words = { value: shown(value), least: shown(at_least) };
  return (
    <p className="rg-small">
      {unit === "share" && base != null
        ? t("requirement.value_of", { ...words, base: format.number(base) })
        : t("requirement.value", words)}
    </p>
  );
}

function EvidenceLink({ to, children }: { to: string; children: string }) {
  return to.startsWith("/assessments/") ? <Link to={to}>{children}</Link> : <a href={to}>{children}</a>;
}

function Asked({ requirement }: { requirement: Requirement }) {
  const { t } = useTranslation("governance");
  const disciplineText = useDisciplineText();
  const format = useFormat();
  const { state, asked, asked_at, discipline } = requirement;
  if (state !== "missing") return null;
  const who = asked.length > 0 ? format.list(asked) : discipline && disciplineText(discipline);
  if (!who) return null;
  return (
    <p className="rg-small">
      {asked_at
        ? t("requirement.asked_since", { who, days: format.days(daysSince(asked_at)) })
        : t("requirement.asked", { who })}
    </p>
  );
}

/** Where an application gets what is missing. */
const placeOf = {
  field: "/edit",
  assessment: "?tab=assessments",
  duty: "/law",
  validation: "/validations",
} as const;

function hasPlace(kind: Requirement["kind"]): kind is keyof typeof placeOf {
  return kind in placeOf;
}

function Actions({ gate, requirement, onAct }: ItemProps) {
  const { t } = useTranslation("governance");
  const format = useFormat();
  const { allowed, application_id } = gate;
  const { state, kind, may_sign } = requirement;
  const about = format.text(requirement.text);
  const missing = state === "missing";
  const addDocument = missing && kind === "document" && allowed.add_document;
  const to = missing && hasPlace(kind) && (kind !== "field" || allowed.add_document) ? kind : null;
  const waive = missing && allowed.decide;
  if (!addDocument && !to && !waive && !may_sign) return null;
  return (
    <div className="rg-row rg-no-print">
      {may_sign && (
        <Button kind="secondary" small onClick={() => onAct("sign", requirement)}>
          <ActionText action={t("sign.open")} about={about} />
        </Button>
      )}
      {addDocument && (
        <Button kind="secondary" small onClick={() => onAct("document", requirement)}>
          <ActionText action={t("document.open")} about={about} />
        </Button>
      )}
      {to && (
        <Link to={`/applications/${application_id}${placeOf[to]}`}>
          <ActionText action={t(`requirement.to_${to}`)} about={about} />
        </Link>
      )}
      {waive && (
        <Button kind="quiet" small onClick={() => onAct("waive", requirement)}>
          <ActionText action={t("waive.open")} about={about} />
        </Button>
      )}
    </div>
  );
}

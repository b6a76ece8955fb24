import { useTranslation } from "react-i18next";
import { Alert } from "../../ui/Alert";
import { useFormat } from "../../ui/format";
import { useMarketList } from "../api";

/** What the list does not say: anything about Europe. */
export function MarketWarning() {
  const { t } = useTranslation("market");
  return (
    <Alert title={t("warning_title")}>
      <p>{t("warning")}</p>
    </Alert>
  );
}

/** Whose list it is, until when, how many, and when it came here. */
export function MarketSource() {
  const { t } = useTranslation("market");
  const format = useFormat();
  const list = useMarketList().data;
  if (list === undefined) return null;
  const { publisher, title, address } = list.source;
  return (
    <p className="rg-small">
      {t("source", { publisher, title })}{" "}
      {t("source_period", { from: format.date(list.from), until: format.date(list.until) })}{" "}
      {t("source_total", { total: format.number(list.total) })} {format.text(list.licence)}{" "}
      {list.imported_at
        ? t("source_imported", { date: format.date(list.imported_at) })
        : t("source_checked", { date: format.date(list.checked_on) })}{" "}
      {address && (
        <a href={address} rel="noreferrer">
          {t("source_link")}
        </a>
      )}
    </p>
  );
}

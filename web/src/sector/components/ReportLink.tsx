import { useTranslation } from "react-i18next";

/** The whole report of a round, as a file to read, print and keep. */
export function ReportLink({ from, id }: { from: "rounds" | "offered-rounds"; id: string }) {
  const { t, i18n } = useTranslation("sector");
  return (
    <a
      className="ams-button ams-button--secondary"
      href={`/api/v1/sector/${from}/${id}/publication/report?language=${i18n.language}`}
      download
    >
      {t("report")}
    </a>
  );
}

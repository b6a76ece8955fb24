import { useTranslation } from "react-i18next";
import { Button } from "./Button";
import { useFormat } from "./format";

interface PaginationProps {
  offset: number;
  limit: number;
  total: number;
  onChange: (offset: number) => void;
}

/** Previous and next, with where we are. Nothing at all when everything fits. */
export function Pagination({ offset, limit, total, onChange }: PaginationProps) {
  const { t } = useTranslation("ui");
  const format = useFormat();
  if (total <= limit && offset === 0) return null;
  const until = Math.min(offset + limit, total);
  return (
    <nav className="rg-pagination rg-no-print" aria-label={t("pages")}>
      <p>
        {t("page_range", {
          from: format.number(offset + 1),
          until: format.number(until),
          total: format.number(total),
        })}
      </p>
      <div className="rg-row">
        <Button
          kind="secondary"
          small
          disabled={offset === 0}
          onClick={() => onChange(Math.max(0, offset - limit))}
        >
          {t("previous")}
        </Button>
        <Button kind="secondary" small disabled={until >= total} onClick={() => onChange(offset + limit)}>
          {t("next")}
        </Button>
      </div>
    </nav>
  );
}

import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button";
import { Dialog, DialogActions } from "../../ui/Dialog";
import { Disclosure } from "../../ui/Disclosure";
import { QueryState } from "../../ui/QueryState";
import { Tag } from "../../ui/Tag";
import { useFormat } from "../../ui/format";
import { useSubmissions, type MemberResponse, type Round } from "../api";
import { readPackage } from "../outbox";
import { PackageAnswers } from "./PackageAnswers";

interface SubmissionsDialogProps {
  round: Round;
  by: MemberResponse;
  onClose: () => void;
}

/** What one organisation sent, with what it replaced. */
export function SubmissionsDialog({ round, by, onClose }: SubmissionsDialogProps) {
  const { t } = useTranslation("sector");
  const format = useFormat();
  const query = useSubmissions(round.id, by.member_id);
  return (
    <Dialog title={t("submissions.title", { name: by.name })} onClose={onClose} wide>
      <div className="rg-stack">
        <QueryState query={query} lines={6}>
          {(submissions) => (
            <>
              {submissions.map(({ id, received_at, replaced_by, sha256, document }) => {
                const content = readPackage(JSON.stringify(document));
                return (
                  <Disclosure
                    key={id}
                    open={!replaced_by}
                    summary={
                      <>
                        {t("submissions.received", { at: format.dateTime(received_at) })}{" "}
                        <Tag tone={replaced_by ? "neutral" : "ok"}>
                          {t(replaced_by ? "submissions.replaced" : "submissions.counts")}
                        </Tag>
                      </>
                    }
                  >
                    <div className="rg-stack">
                      <p className="rg-small rg-sector__hash">{t("package.sha256", { sha256 })}</p>
                      {content && <PackageAnswers content={content} />}
                    </div>
                  </Disclosure>
                );
              })}
            </>
          )}
        </QueryState>
        <DialogActions>
          <Button kind="secondary" onClick={onClose}>
            {t("close")}
          </Button>
        </DialogActions>
      </div>
    </Dialog>
  );
}

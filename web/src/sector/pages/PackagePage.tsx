import "../sector.css";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { useMay } from "../../access/session";
import { Button } from "../../ui/Button";
import { CopyButton } from "../../ui/CopyButton";
import { Disclosure } from "../../ui/Disclosure";
import { ErrorState } from "../../ui/ErrorState";
import { Link } from "../../ui/Link";
import { Page } from "../../ui/Page";
import { Panel } from "../../ui/Panel";
import { QueryState } from "../../ui/QueryState";
import { useFormat } from "../../ui/format";
import { useAnnounce } from "../../ui/statusContext";
import { useExportPackage, useOurRounds, usePackage, useSend, type OutgoingPackage } from "../api";
import { KeptHomePanel } from "../components/KeptHomePanel";
import { PackageAnswers } from "../components/PackageAnswers";
import { PackageTag } from "../components/PackageTag";
import { ReceiptDialog } from "../components/ReceiptDialog";
import { SenderTerms } from "../components/SenderTerms";
import { readPackage } from "../outbox";

export function PackagePage() {
  const { t } = useTranslation("sector");
  const format = useFormat();
  const { id = "" } = useParams();
  const query = usePackage(id);
  const one = query.data;
  return (
    <Page
      title={t(one?.receipt ? "package.title_sent" : "package.title")}
      lead={
        one &&
        t("package.lead", {
          size: format.number(one.size / 1024, 1),
          at: format.dateTime(one.created_at),
          by: one.created_by,
        })
      }
      actions={<Link to="/monitor">{t("package.back")}</Link>}
    >
      <QueryState query={query} lines={10}>
        {(loaded) => <Contents one={loaded} />}
      </QueryState>
    </Page>
  );
}

function Contents({ one }: { one: OutgoingPackage }) {
  const { t } = useTranslation("sector");
  const content = readPackage(one.document);
  return (
    <>
      <StatePanel one={one} />
      {content && (
        <Panel title={t("package.answers")} sentence={t("package.answers_sentence")}>
          <PackageAnswers content={content} />
        </Panel>
      )}
      {content && (
        <Panel title={t("package.sender")} sentence={t("package.sender_sentence")}>
          <SenderTerms content={content} />
        </Panel>
      )}
      {content && <KeptHomePanel kept={one.kept_home} content={content} />}
      <Panel title={t("package.bytes")} sentence={t("package.bytes_sentence", { count: one.size })}>
        <p className="rg-small rg-sector__hash">{t("package.sha256", { sha256: one.sha256 })}</p>
        <Disclosure summary={t("package.bytes_show")}>
          <div className="rg-stack">
            <pre className="rg-sector__bytes" tabIndex={0} aria-label={t("package.bytes")}>
              {one.document}
            </pre>
            <CopyButton text={one.document} />
          </div>
        </Disclosure>
      </Panel>
    </>
  );
}

/** Where the package is, and what can be done with it now. */
function StatePanel({ one }: { one: OutgoingPackage }) {
  const { t } = useTranslation("sector");
  const announce = useAnnounce();
  const maySend = useMay("answers_send");
  const send = useSend();
  const save = useExportPackage();
  const rounds = useOurRounds();
  const [adding, setAdding] = useState(false);
  const round = rounds.data?.find(({ id }) => id === one.round_id);
  const packages = round?.packages ?? [one];
  const newest = packages[0]?.id === one.id;
  const deliver = () => send.mutate(one.id, { onSuccess: () => announce(t("package.sent")) });
  return (
    <Panel
      title={round?.round.title ?? t("package.state")}
      sentence={round && t("package.for", { hub: round.hub_name })}
    >
      <div>
        <PackageTag one={one} packages={packages} />
      </div>
      {one.receipt && (
        <p className="rg-small rg-sector__hash">
          {t("package.receipt_hash", { sha256: one.receipt.receipt.sha256 })}
        </p>
      )}
      {(send.isError || save.isError) && <ErrorState error={send.error ?? save.error} />}
      {maySend && (
        <div className="rg-row rg-no-print">
          {!one.receipt && newest && (
            <Button busy={send.isPending} onClick={deliver}>
              {t("package.send")}
            </Button>
          )}
          <Button kind="secondary" busy={save.isPending} onClick={() => save.mutate(one.id)}>
            {t("package.save")}
          </Button>
          {!one.receipt && (
            <Button kind="quiet" onClick={() => setAdding(true)}>
              {t("receipt.open")}
            </Button>
          )}
        </div>
      )}
      {adding && <ReceiptDialog id={one.id} onClose={() => setAdding(false)} />}
    </Panel>
  );
}

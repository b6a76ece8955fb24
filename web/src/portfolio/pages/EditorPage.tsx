import "../editor.css";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router";
import { isProblem } from "../../api/problem";
import { ButtonLink } from "../../ui/Link";
import { Alert } from "../../ui/Alert";
import { LeaveGuard } from "../../ui/LeaveGuard";
import { Page } from "../../ui/Page";
import { QueryState } from "../../ui/QueryState";
import { useAnnounce } from "../../ui/statusContext";
import { useApplicationToEdit, useFetchNewest, useSaveApplication } from "../api";
import { ConflictView } from "../components/ConflictView";
import { RecordForm } from "../components/RecordForm";
import { useLabels } from "../labels";
import { sameValue, withoutBlankRows } from "../record";
import type { Application, ApplicationRecord } from "../types";

export function EditorPage() {
  const { t } = useTranslation("portfolio");
  const labels = useLabels();
  const { id = "" } = useParams();
  const query = useApplicationToEdit(id);
  const application = query.data;
  const name = application?.record.identity.name;
  return (
    <Page
      title={name === undefined ? t("application.loading_title") : t("editor.title_edit", { name })}
      lead={
        application &&
        t("editor.lead_edit", {
          code: application.code,
          phase: labels.phase(application.phase).toLowerCase(),
        })
      }
      actions={
        application && (
          <ButtonLink kind="secondary" to={`/applications/${id}`}>
            {t("common.cancel")}
          </ButtonLink>
        )
      }
    >
      <QueryState query={query} lines={10}>
        {(loaded) =>
          loaded.allowed.edit ? (
            <Editor key={loaded.id} application={loaded} />
          ) : (
            <Alert tone="warning">{t("editor.not_allowed")}</Alert>
          )
        }
      </QueryState>
    </Page>
  );
}

/** What is typed stays here whatever the server answers, until it has been saved. */
function useEditing(application: Application) {
  const { t } = useTranslation("portfolio");
  const announce = useAnnounce();
  const navigate = useNavigate();
  const save = useSaveApplication(application.id);
  const newest = useFetchNewest(application.id);
  const [base, setBase] = useState(application);
  const [draft, setDraft] = useState(application.record);
  const [theirs, setTheirs] = useState<Application | null>(null);
  const saved = save.data;

  useEffect(() => {
    if (saved !== undefined) void navigate(`/applications/${saved.id}`);
  }, [saved, navigate]);

  /** Saves upon `on`; when that is no longer the newest version, fetches the newest to merge with. */
  function send(record: ApplicationRecord, on: Application) {
    save.mutate(
      { version: on.version, record: withoutBlankRows(record) },
      {
        onSuccess: ({ record: { identity } }) => announce(t("editor.saved", { name: identity.name })),
        onError: (error) => {
          if (isProblem(error, "version_conflict")) newest.mutate(undefined, { onSuccess: setTheirs });
        },
      },
    );
  }

  /** The merged record is now what is typed, upon the version that it was merged with. */
  function sendMerged(record: ApplicationRecord) {
    if (theirs === null) return;
    setBase(theirs);
    setDraft(record);
    setTheirs(null);
    send(record, theirs);
  }

  const conflict = isProblem(save.error, "version_conflict");
  return {
    base,
    draft,
    setDraft,
    theirs,
    save: () => send(draft, base),
    sendMerged,
    back: () => setTheirs(null),
    busy: save.isPending || newest.isPending,
    error: conflict ? newest.error : save.error,
    dirty: saved === undefined && !sameValue(base.record, draft),
  };
}

function Editor({ application }: { application: Application }) {
  const editing = useEditing(application);
  return (
    <>
      <LeaveGuard dirty={editing.dirty} />
      {editing.theirs === null ? (
        <RecordForm
          record={editing.draft}
          onChange={editing.setDraft}
          phase={application.phase}
          error={editing.error}
          busy={editing.busy}
          onSubmit={editing.save}
        />
      ) : (
        <ConflictView
          base={editing.base.record}
          yours={editing.draft}
          theirs={editing.theirs}
          busy={editing.busy}
          onSave={editing.sendMerged}
          onBack={editing.back}
        />
      )}
    </>
  );
}

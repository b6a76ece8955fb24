import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ActionText } from "../../ui/ActionText";
import { Button } from "../../ui/Button";
import { Checkbox } from "../../ui/Choices";
import { Dialog, DialogActions } from "../../ui/Dialog";
import { Form, FormActions } from "../../ui/Form";
import { Link } from "../../ui/Link";
import { QueryState } from "../../ui/QueryState";
import { Tag } from "../../ui/Tag";
import { TextField } from "../../ui/TextField";
import { useProblemText } from "../../ui/problemText";
import { useAnnounce } from "../../ui/statusContext";
import { useDeleteView, useSaveView, useViews } from "../api";
import { matchesView, readColumns, readState, selectionParameters, writeState } from "../registerQuery";
import type { RegisterState } from "../registerQuery";
import type { SavedView } from "../types";
import { Popover } from "./Popover";

type Open = { kind: "new" } | { kind: "rename" | "delete"; view: SavedView } | null;

function addressOf(view: SavedView): string {
  const state = readState(new URLSearchParams(view.query));
  return `/applications?${writeState({ ...state, columns: readColumns(view.columns) }).toString()}`;
}

/** Selections that were given a name, of one's own and shared by others. */
export function SavedViews({ state }: { state: RegisterState }) {
  const { t } = useTranslation("portfolio");
  const query = useViews();
  const [open, setOpen] = useState<Open>(null);
  const active = query.data?.find((view) => matchesView(state, view));
  return (
    <>
      <Popover
        summary={active === undefined ? t("register.views") : `${t("register.views")}: ${active.name}`}
        chosen={active !== undefined}
        end
      >
        <QueryState query={query} lines={2}>
          {(views) => (
            <>
              {views.length === 0 && <p>{t("register.views_empty")}</p>}
              <ViewList
                title={t("register.views_own")}
                views={views.filter(({ mine }) => mine)}
                state={state}
                onOpen={setOpen}
              />
              <ViewList
                title={t("register.views_shared")}
                views={views.filter(({ mine }) => !mine)}
                state={state}
                onOpen={setOpen}
              />
            </>
          )}
        </QueryState>
        <div>
          <Button kind="secondary" small onClick={() => setOpen({ kind: "new" })}>
            {t("register.view_save_new")}
          </Button>
        </div>
      </Popover>
      {open?.kind === "new" && <ViewDialog state={state} onClose={() => setOpen(null)} />}
      {open?.kind === "rename" && <ViewDialog state={state} view={open.view} onClose={() => setOpen(null)} />}
      {open?.kind === "delete" && <DeleteDialog view={open.view} onClose={() => setOpen(null)} />}
    </>
  );
}

interface ViewListProps {
  title: string;
  views: readonly SavedView[];
  state: RegisterState;
  onOpen: (open: Open) => void;
}

function ViewList({ title, views, state, onOpen }: ViewListProps) {
  if (views.length === 0) return null;
  return (
    <div>
      <h2 className="rg-view__group">{title}</h2>
      <ul className="rg-plain-list">
        {views.map((view) => (
          <li key={view.id} className="rg-view">
            <ViewLine view={view} state={state} onOpen={onOpen} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function ViewLine({ view, state, onOpen }: Omit<ViewListProps, "title" | "views"> & { view: SavedView }) {
  const { t } = useTranslation("portfolio");
  const announce = useAnnounce();
  const problemText = useProblemText();
  const save = useSaveView();
  const active = matchesView(state, view);
  const { name } = view;
  const update = () =>
    save.mutate(
      {
        replaces: view,
        body: {
          name,
          shared: view.shared,
          query: selectionParameters(state).toString(),
          columns: [...state.columns],
        },
      },
      {
        onSuccess: () => announce(t("register.view_saved", { name })),
        onError: (error) => announce(problemText(error)),
      },
    );
  return (
    <>
      <span>
        <Link to={addressOf(view)} aria-current={active ? "true" : undefined}>
          {name}
        </Link>{" "}
        {view.shared && view.mine && <Tag>{t("register.view_shared_tag")}</Tag>}
      </span>
      {view.mine && (
        <span className="rg-row">
          {!active && (
            <Button kind="quiet" small busy={save.isPending} onClick={update}>
              <ActionText action={t("register.view_update")} about={name} />
            </Button>
          )}
          <Button kind="quiet" small onClick={() => onOpen({ kind: "rename", view })}>
            <ActionText action={t("register.view_rename")} about={name} />
          </Button>
          <Button kind="quiet" small onClick={() => onOpen({ kind: "delete", view })}>
            <ActionText action={t("register.view_delete")} about={name} />
          </Button>
        </span>
      )}
    </>
  );
}

interface ViewDialogProps {
  state: RegisterState;
  /** The view whose name or sharing changes; absent for a new one. */
  view?: SavedView;
  onClose: () => void;
}

function ViewDialog({ state, view, onClose }: ViewDialogProps) {
  const { t } = useTranslation("portfolio");
  const announce = useAnnounce();
  const save = useSaveView();
  const [name, setName] = useState(view?.name ?? "");
  const [shared, setShared] = useState(view?.shared ?? false);
  const selection =
    view === undefined
      ? { query: selectionParameters(state).toString(), columns: [...state.columns] }
      : { query: view.query, columns: view.columns };
  const send = () =>
    save.mutate(
      { replaces: view, body: { name: name.trim(), shared, ...selection } },
      {
        onSuccess: () => {
          announce(t("register.view_saved", { name: name.trim() }));
          onClose();
        },
      },
    );
  return (
    <Dialog
      title={view === undefined ? t("register.view_save_new") : t("register.view_rename")}
      onClose={onClose}
    >
      <Form onSubmit={send} error={save.error} busy={save.isPending}>
        <TextField
          label={t("register.view_name")}
          pointer="/name"
          value={name}
          onChange={setName}
          autoFocus
        />
        <Checkbox label={t("register.view_share")} checked={shared} onChange={setShared} />
        <FormActions>
          <Button type="submit" busy={save.isPending}>
            {t("register.view_save")}
          </Button>
          <Button kind="secondary" onClick={onClose}>
            {t("common.cancel")}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  );
}

function DeleteDialog({ view, onClose }: { view: SavedView; onClose: () => void }) {
  const { t } = useTranslation("portfolio");
  const announce = useAnnounce();
  const problemText = useProblemText();
  const remove = useDeleteView();
  const { name } = view;
  const send = () =>
    remove.mutate(view.id, {
      onSuccess: () => announce(t("register.view_deleted", { name })),
      onError: (error) => announce(problemText(error)),
      onSettled: onClose,
    });
  return (
    <Dialog title={t("register.view_delete_title", { name })} onClose={onClose}>
      <p>{t("register.view_delete_text")}</p>
      <DialogActions>
        <Button kind="danger" busy={remove.isPending} onClick={send}>
          {t("register.view_delete")}
        </Button>
        <Button kind="secondary" onClick={onClose}>
          {t("common.cancel")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

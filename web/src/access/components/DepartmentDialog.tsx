import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "../../api/problem";
import { Button } from "../../ui/Button";
import { Checkbox } from "../../ui/Choices";
import { Dialog } from "../../ui/Dialog";
import { Form, FormActions } from "../../ui/Form";
import { TextField } from "../../ui/TextField";
import { useAnnounce } from "../../ui/statusContext";
import { useAddDepartment, useChangeDepartment, type Department } from "../api";
import { Conflict } from "./Conflict";

export function AddDepartmentDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("access");
  const announce = useAnnounce();
  const add = useAddDepartment();
  const [name, setName] = useState("");
  const onSuccess = () => {
    announce(t("departments.saved", { name }));
    onClose();
  };
  return (
    <Dialog title={t("departments.add_title")} onClose={onClose}>
      <Form onSubmit={() => add.mutate({ name }, { onSuccess })} error={add.error} busy={add.isPending}>
        <TextField label={t("departments.name")} pointer="/name" value={name} onChange={setName} />
        <FormActions>
          <Button type="submit" busy={add.isPending}>
            {t("departments.create")}
          </Button>
          <Button kind="secondary" onClick={onClose}>
            {t("departments.cancel")}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  );
}

interface EditDepartmentDialogProps {
  department: Department;
  /** As it is now; newer when somebody else saved in between. */
  latest: Department | undefined;
  onClose: () => void;
}

export function EditDepartmentDialog({ department, latest, onClose }: EditDepartmentDialogProps) {
  const { t } = useTranslation("access");
  const announce = useAnnounce();
  const change = useChangeDepartment();
  const [version, setVersion] = useState(department.version);
  const [name, setName] = useState(department.name);
  const [active, setActive] = useState(department.active);
  const conflict = isProblem(change.error, "version_conflict");
  const newer = conflict && latest !== undefined && latest.version !== version ? latest : null;
  const state = (inUse: boolean) => (inUse ? t("departments.active") : t("departments.inactive"));

  const save = (onTopOf: number) => {
    const onSuccess = () => {
      announce(t("departments.saved", { name }));
      onClose();
    };
    change.mutate({ id: department.id, version: onTopOf, body: { name, active } }, { onSuccess });
  };
  const takeTheirs = (theirs: Department) => {
    setVersion(theirs.version);
    setName(theirs.name);
    setActive(theirs.active);
    change.reset();
  };
  return (
    <Dialog title={t("departments.edit_title", { name: department.name })} onClose={onClose}>
      <Form
        onSubmit={() => save(version)}
        error={newer === null ? change.error : null}
        busy={change.isPending}
      >
        {newer !== null && (
          <Conflict
            fields={[
              { label: t("departments.name"), theirs: newer.name, mine: name },
              { label: t("departments.state"), theirs: state(newer.active), mine: state(active) },
            ]}
            busy={change.isPending}
            onKeepMine={() => save(newer.version)}
            onTakeTheirs={() => takeTheirs(newer)}
          />
        )}
        <TextField label={t("departments.name")} pointer="/name" value={name} onChange={setName} />
        <Checkbox
          label={t("departments.active_label")}
          explanation={t("departments.active_hint")}
          checked={active}
          onChange={setActive}
        />
        <FormActions>
          <Button type="submit" busy={change.isPending}>
            {t("departments.save")}
          </Button>
          <Button kind="secondary" onClick={onClose}>
            {t("departments.cancel")}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  );
}

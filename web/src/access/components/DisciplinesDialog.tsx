import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schema } from "../../api/types";
import { Button } from "../../ui/Button";
import { CheckboxGroup } from "../../ui/Choices";
import { Dialog } from "../../ui/Dialog";
import { Form, FormActions } from "../../ui/Form";
import { QueryState } from "../../ui/QueryState";
import { useAnnounce } from "../../ui/statusContext";
import { useDisciplines, useSetDisciplines, type Account } from "../api";
import { useDisciplineText } from "../disciplineText";

interface DisciplinesDialogProps {
  account: Account;
  onClose: () => void;
}

/** For which disciplines somebody signs. */
export function DisciplinesDialog({ account, onClose }: DisciplinesDialogProps) {
  const { t } = useTranslation("access");
  const disciplines = useDisciplines();
  return (
    <Dialog title={t("disciplines.dialog", { name: account.name })} onClose={onClose}>
      <QueryState query={disciplines} lines={7}>
        {(all) => <Choose account={account} all={all} onClose={onClose} />}
      </QueryState>
    </Dialog>
  );
}

interface ChooseProps extends DisciplinesDialogProps {
  all: readonly Schema<"DisciplineHolders">[];
}

function Choose({ account, all, onClose }: ChooseProps) {
  const { t } = useTranslation("access");
  const announce = useAnnounce();
  const disciplineText = useDisciplineText();
  const set = useSetDisciplines(account.id);
  const [chosen, setChosen] = useState(() =>
    all
      .filter(({ people }) => people.some(({ account_id: id }) => id === account.id))
      .map(({ discipline }) => discipline),
  );
  const save = () =>
    set.mutate(chosen, {
      onSuccess: () => {
        announce(t("disciplines.saved", { name: account.name }));
        onClose();
      },
    });
  return (
    <Form onSubmit={save} error={set.error} busy={set.isPending}>
      <CheckboxGroup
        label={t("accounts.disciplines")}
        hint={t("disciplines.hint")}
        pointer="/disciplines"
        options={all.map(({ discipline }) => ({ value: discipline, label: disciplineText(discipline) }))}
        values={chosen}
        onChange={setChosen}
      />
      <FormActions>
        <Button type="submit" busy={set.isPending}>
          {t("accounts.save")}
        </Button>
        <Button kind="secondary" onClick={onClose}>
          {t("accounts.cancel")}
        </Button>
      </FormActions>
    </Form>
  );
}

import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ProblemError } from "../../api/problem";
import { Button } from "../../ui/Button";
import { CheckboxGroup } from "../../ui/Choices";
import { Dialog, DialogActions } from "../../ui/Dialog";
import { EmptyState } from "../../ui/EmptyState";
import { Form, FormActions } from "../../ui/Form";
import { Link } from "../../ui/Link";
import { QueryState } from "../../ui/QueryState";
import { useAnnounce } from "../../ui/statusContext";
import { useInvite, useMembers, type Member, type Round } from "../api";
import { useTraitText } from "../words";

interface InviteDialogProps {
  round: Round;
  /** Members that were invited before: they stay so. */
  invited: readonly string[];
  onClose: () => void;
}

export function InviteDialog({ round, invited, onClose }: InviteDialogProps) {
  const { t } = useTranslation("sector");
  const members = useMembers();
  return (
    <Dialog title={t("invite.title", { name: round.title })} onClose={onClose} wide>
      <QueryState query={members} lines={6}>
        {(list) => {
          const others = list.filter(({ id }) => !invited.includes(id));
          return others.length === 0 ? (
            <Nobody onClose={onClose} />
          ) : (
            <Choose round={round} others={others} onClose={onClose} />
          );
        }}
      </QueryState>
    </Dialog>
  );
}

function Nobody({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("sector");
  return (
    <>
      <EmptyState title={t("invite.nobody")}>
        <Link to="/members">{t("invite.to_members")}</Link>
      </EmptyState>
      <DialogActions>
        <Button kind="secondary" onClick={onClose}>
          {t("close")}
        </Button>
      </DialogActions>
    </>
  );
}

interface ChooseProps {
  round: Round;
  others: readonly Member[];
  onClose: () => void;
}

function Choose({ round, others, onClose }: ChooseProps) {
  const { t } = useTranslation("sector");
  const traitText = useTraitText();
  const announce = useAnnounce();
  const invite = useInvite(round.id);
  const [chosen, setChosen] = useState<string[]>(() => others.map(({ id }) => id));
  const [incomplete, setIncomplete] = useState<ProblemError | null>(null);
  const send = () => {
    const errors = [{ pointer: "/members", code: "required", detail: t("invite.missing") }];
    setIncomplete(chosen.length > 0 ? null : new ProblemError(422, { errors }));
    if (chosen.length === 0) return;
    const count = chosen.length;
    invite.mutate(chosen, {
      onSuccess: () => {
        announce(t("invite.done", { count }));
        onClose();
      },
    });
  };
  return (
    <Form onSubmit={send} error={incomplete ?? invite.error} busy={invite.isPending} wide>
      <div className="rg-row">
        <Button kind="quiet" small onClick={() => setChosen(others.map(({ id }) => id))}>
          {t("invite.all")}
        </Button>
        <Button kind="quiet" small onClick={() => setChosen([])}>
          {t("invite.none")}
        </Button>
      </div>
      <CheckboxGroup
        label={t("invite.members")}
        hint={t("invite.hint")}
        pointer="/members"
        columns
        options={others.map(({ id, name, traits, enrolled }) => ({
          value: id,
          label: name,
          explanation: enrolled ? traitText(traits.type) : t("members.not_enrolled"),
        }))}
        values={chosen}
        onChange={setChosen}
      />
      <FormActions>
        <Button type="submit" busy={invite.isPending}>
          {t("invite.send", { count: chosen.length })}
        </Button>
        <Button kind="secondary" onClick={onClose}>
          {t("cancel")}
        </Button>
      </FormActions>
    </Form>
  );
}

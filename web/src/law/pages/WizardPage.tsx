import "../law.css";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router";
import type { Schema } from "../../api/types";
import { Alert } from "../../ui/Alert";
import { Button } from "../../ui/Button";
import { CheckboxGroup, RadioGroup } from "../../ui/Choices";
import { Disclosure } from "../../ui/Disclosure";
import { Form, FormActions } from "../../ui/Form";
import { LeaveGuard } from "../../ui/LeaveGuard";
import { ButtonLink, Link } from "../../ui/Link";
import { Page } from "../../ui/Page";
import { Panel } from "../../ui/Panel";
import { QueryState } from "../../ui/QueryState";
import { TextArea } from "../../ui/TextArea";
import { useFormat } from "../../ui/format";
import { useAnnounce } from "../../ui/statusContext";
import { chosenTogether, stepBack, withAnswer } from "../answers";
import { useApplicationLaw, useClassify, useWalk, type Answered, type LawWalk } from "../api";
import { Path } from "../components/Path";
import { Unsure } from "../components/DutyText";
import { WalkOutcome } from "../components/WalkOutcome";

export function WizardPage() {
  const { id = "", tree = "" } = useParams();
  const { t } = useTranslation("law");
  const format = useFormat();
  const application = useApplicationLaw(id);
  const [answers, setAnswers] = useState<Answered[]>([]);
  const query = useWalk({ tree, application_id: id, answers });
  const walked = query.data;
  return (
    <Page
      title={walked === undefined ? t("wizard_loading") : format.text(walked.tree.title)}
      lead={
        application.data && (
          <Link to={`/applications/${id}/law`}>
            {t("wizard_about", { code: application.data.code, name: application.data.name })}
          </Link>
        )
      }
    >
      <QueryState query={query} lines={6}>
        {(walk) => (
          <QueryState query={application} lines={6}>
            {(law) => <Walk walk={walk} law={law} answers={answers} onAnswers={setAnswers} />}
          </QueryState>
        )}
      </QueryState>
    </Page>
  );
}

interface WalkProps {
  walk: LawWalk;
  law: Schema<"ApplicationLaw">;
  answers: Answered[];
  onAnswers: (answers: Answered[]) => void;
}

function Walk({ walk, law, answers, onAnswers }: WalkProps) {
  const { t } = useTranslation("law");
  const earlier = law.classifications.find((each) => each.tree.id === walk.tree.id)?.answers ?? [];
  const back = () => onAnswers(stepBack(answers, walk.path));
  const at = walk.question?.id ?? walk.outcome?.id;
  return (
    <>
      {walk.question ? (
        <Question
          key={at}
          number={walk.path.length + 1}
          question={walk.question}
          before={answerTo(walk.question, answers, earlier)}
          onBack={walk.path.length > 0 ? back : undefined}
          onChoose={(chosen) => onAnswers(withAnswer(answers, walk.question?.id ?? "", chosen))}
        />
      ) : (
        <Result key={at} walk={walk} law={law} answers={answers} onBack={back} />
      )}
      {walk.path.length > 0 && (
        <Disclosure summary={t("path_count", { count: walk.path.length })} open={walk.outcome !== null}>
          <Path steps={walk.path} />
        </Disclosure>
      )}
    </>
  );
}

/** What was answered before: in this visit, the last time, or by the register. */
function answerTo(
  question: Schema<"LawQuestion">,
  answers: readonly Answered[],
  earlier: readonly Answered[],
): string[] {
  const known = [...answers, ...earlier].find(({ node }) => node === question.id)?.answers;
  const there = known?.filter((id) => question.answers.some((answer) => answer.id === id));
  return there !== undefined && there.length > 0 ? there : question.suggested;
}

interface QuestionProps {
  number: number;
  question: Schema<"LawQuestion">;
  before: string[];
  onBack?: () => void;
  onChoose: (chosen: string[]) => void;
}

function Question({ number, question, before, onBack, onChoose }: QuestionProps) {
  const { t } = useTranslation("law");
  const format = useFormat();
  const [chosen, setChosen] = useState(before);
  const [asked, setAsked] = useState(false);
  const heading = useArrival(number > 1);
  const unsure = question.answers.filter(({ id }) => chosen.includes(id)).map((each) => each.unsure);
  return (
    <Panel>
      <h2 ref={heading} tabIndex={-1}>
        {t("question", { number })}
      </h2>
      <Form onSubmit={() => (chosen.length > 0 ? onChoose(chosen) : setAsked(true))} wide>
        <Choices question={question} chosen={chosen} onChange={setChosen} />
        {question.suggested.length > 0 && <p className="rg-small rg-soft">{t("suggested")}</p>}
        {unsure.map((text, index) => (
          <Unsure key={index} text={text} />
        ))}
        {asked && chosen.length === 0 && (
          <Alert tone="error" live>
            <p>{t("choose_first")}</p>
          </Alert>
        )}
        <p className="rg-small rg-soft">
          {question.articles
            .map(({ act_name, title }) =>
              t("article", { act: format.text(act_name), article: format.text(title) }),
            )
            .join(" · ")}
        </p>
        <FormActions>
          <Button type="submit">{t("next")}</Button>
          {onBack !== undefined && (
            <Button kind="secondary" onClick={onBack}>
              {t("back")}
            </Button>
          )}
        </FormActions>
      </Form>
    </Panel>
  );
}

interface ChoicesProps {
  question: Schema<"LawQuestion">;
  chosen: string[];
  onChange: (chosen: string[]) => void;
}

function Choices({ question, chosen, onChange }: ChoicesProps) {
  const format = useFormat();
  const options = question.answers.map(({ id, text, explanation }) => ({
    value: id,
    label: format.text(text),
    explanation: explanation ? format.text(explanation) : undefined,
  }));
  const label = format.text(question.question);
  const hint = question.explanation ? format.text(question.explanation) : undefined;
  return question.several ? (
    <CheckboxGroup
      label={label}
      hint={hint}
      options={options}
      values={chosen}
      onChange={(next) => onChange(chosenTogether(question.answers, chosen, next))}
    />
  ) : (
    <RadioGroup
      label={label}
      hint={hint}
      options={options}
      value={chosen[0] ?? null}
      onChange={(next) => onChange([next])}
    />
  );
}

/** The focus follows to what has come in the place of the question before. */
function useArrival(wanted: boolean) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (wanted) heading.current?.focus();
  }, [wanted]);
  return heading;
}

interface ResultProps {
  walk: LawWalk;
  law: Schema<"ApplicationLaw">;
  answers: Answered[];
  onBack: () => void;
}

function Result({ walk, law, answers, onBack }: ResultProps) {
  const { t } = useTranslation("law");
  const format = useFormat();
  const announce = useAnnounce();
  const navigate = useNavigate();
  const save = useClassify(law.id);
  const [note, setNote] = useState("");
  const heading = useArrival(true);
  const on = new Set(walk.path.map(({ node }) => node));
  const send = () =>
    save.mutate(
      {
        version: law.version,
        body: {
          tree: walk.tree.id,
          answers: answers.filter(({ node }) => on.has(node)),
          note: note === "" ? null : note,
        },
      },
      {
        onSuccess: () => {
          announce(t("classified", { name: law.name }));
          void navigate(`/applications/${law.id}/law`);
        },
      },
    );
  if (!walk.outcome) return null;
  return (
    <Panel>
      <LeaveGuard dirty={!save.isSuccess && !save.isPending} />
      <h2 ref={heading} tabIndex={-1}>
        {format.text(walk.outcome.title)}
      </h2>
      <WalkOutcome walk={walk} />
      {law.allowed.classify ? (
        <Form onSubmit={send} error={save.error} busy={save.isPending} label={t("save_outcome")}>
          <TextArea label={t("note")} optional pointer="/note" rows={2} value={note} onChange={setNote} />
          <FormActions>
            <Button type="submit" busy={save.isPending}>
              {t("save_outcome")}
            </Button>
            <Button kind="secondary" onClick={onBack}>
              {t("back")}
            </Button>
          </FormActions>
        </Form>
      ) : (
        <ButtonLink kind="secondary" to={`/applications/${law.id}/law`}>
          {t("to_application_law")}
        </ButtonLink>
      )}
    </Panel>
  );
}

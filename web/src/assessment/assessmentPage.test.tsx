// @vitest-environment jsdom
import { fireEvent, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { api } from "../api/client";
import { forget, heard, later, press, said, serve, show, type, unfold } from "../testing";
import { assessmentKey } from "./api";
import { FileAnswer } from "./components/FileAnswer";
import { QuestionNotes } from "./components/QuestionNotes";
import { AssessmentPage } from "./pages/AssessmentPage";
import type { Assessment, Item } from "./types";

afterEach(forget);

const word = (text: string) => ({ nl: text, en: text });
const open = {
  id: "one",
  instrument_id: "base",
  instrument_title: word("Base"),
  instrument_version: "1",
  subject: { kind: "organisation" },
  status: "open",
  answers: [],
  instances: [],
  notes: [],
  kept: [],
  signoffs: [],
  signatures: [],
  state: { items: [], missing: [], scores: [] },
  allowed: { write: true, sign: [] },
} as unknown as Assessment;
const completed: Assessment = { ...open, status: "completed" };

/** The page reads again and again: it may know of a change before the answer to that change has come. */
describe("an assessment that was read again while a change was sent", () => {
  const sent = () => later<Assessment>();
  const page = { path: "/:id", address: "/one" };
  const serveWith = (assessment: Assessment, change: string, answer: () => unknown) =>
    serve({
      "GET /api/v1/assessments/{id}": () => assessment,
      "GET /api/v1/instruments/{id}": () => ({ items: [], layout: "list", title: word("Base") }),
      "GET /api/v1/assessments/{id}/move": () => ({
        to_version: "2",
        carries_over: [],
        added: [],
        set_aside: [],
      }),
      [`POST /api/v1/assessments/{id}/${change}`]: answer,
    });
  beforeEach(() => sessionStorage.clear());

  it("says that it was completed", async () => {
    const answer = sent();
    serveWith(open, "completion", answer.answer);
    const { read } = show(<AssessmentPage />, page);
    await press("complete.do");
    await read(assessmentKey("one"), completed);
    expect(said()).toBe("");
    await answer.come(completed);
    await heard("complete.done");
  });

  it("says that it was opened again, and closes the dialog", async () => {
    const answer = sent();
    serveWith(completed, "reopening", answer.answer);
    const { read } = show(<AssessmentPage />, page);
    await press("reopen.do");
    await type("reopen.reason", "A mistake");
    await press("reopen.do", 1);
    await read(assessmentKey("one"), open);
    expect(await screen.findByDisplayValue("A mistake")).toBeTruthy();
    await answer.come(open);
    await heard("reopen.done");
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("says that it was moved to other questions, and closes the dialog", async () => {
    const answer = sent();
    const moved: Assessment = { ...open, instrument_version: "2" };
    serveWith({ ...open, newer_version: "2" }, "move", answer.answer);
    const { read } = show(<AssessmentPage />, page);
    await press("move.look");
    await press("move.do");
    await read(assessmentKey("one"), moved);
    await answer.come(moved);
    await heard("move.done");
    expect(screen.queryByRole("dialog")).toBeNull();
  });
});

describe("a file at a question", () => {
  const file = new File(["x"], "report.pdf");
  const choose = (label: string) =>
    fireEvent.change(screen.getByLabelText(label), { target: { files: [file] } });

  it("answers it, also when the question is out of sight by then", async () => {
    const kept = later();
    const onChange = vi.fn();
    serve({ "POST /api/v1/evidence": kept.answer });
    const item = { link_id: "q", repeats: true } as unknown as Item;
    const { leave } = show(
      <FileAnswer item={item} label="Proof" values={["/first"]} disabled={false} onChange={onChange} />,
    );
    choose("Proof");
    leave();
    await kept.come({ link: "/second", name: "report.pdf" });
    expect(onChange).toHaveBeenCalledWith(["/first", "/second"], false);
  });

  it("becomes evidence, also when the question is out of sight by then", async () => {
    const kept = later();
    serve({ "POST /api/v1/evidence": kept.answer });
    const { leave } = show(<QuestionNotes assessmentId="one" linkId="q" question="Q" notes={[]} mayWrite />);
    unfold();
    choose("notes.file");
    leave();
    await kept.come({ link: "/second", name: "report.pdf" });
    expect(api.POST).toHaveBeenLastCalledWith(
      "/api/v1/assessments/{id}/evidence",
      expect.objectContaining({ body: { link_id: "q", title: "report", link: "/second" } }),
    );
  });
});

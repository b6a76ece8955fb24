// @vitest-environment jsdom
import { fireEvent, screen, waitFor } from "@testing-library/react";
import { useState } from "react";
import { afterEach, describe, expect, it } from "vitest";
import { ProblemError } from "../api/problem";
import { forget, heard, later, press, serve, show, type } from "../testing";
import { TextField } from "../ui/TextField";
import { EvidenceUpload } from "./components/EvidenceUpload";
import { FunnelPage } from "./pages/FunnelPage";

afterEach(forget);

const refusal = (detail: string) => new ProblemError(409, { code: "version_conflict", detail });

describe("the board, with a move on its way", () => {
  const card = (id: string) => ({
    id,
    name: id,
    version: 1,
    departments: [],
    may_move: true,
    days_in_phase: 1,
  });
  const board = {
    work_in_progress: 0,
    columns: [{ phase: "idea", count: 2, cards: [card("A"), card("B")] }],
  };
  const openBoard = async (answers: (() => unknown)[]) => {
    const queue = [...answers];
    serve({
      "GET /api/v1/funnel": () => board,
      "GET /api/v1/gates": () => ({ items: [] }),
      "POST /api/v1/applications/{id}/phase": () => queue.shift()?.(),
    });
    show(<FunnelPage />);
    await screen.findByText("A");
  };
  /** The board shows the move at once: what is left to press is the other card. */
  const sendA = async () => {
    await press("funnel.move_name");
    await type("move.reason", "A is ready");
    await press("move.submit");
    await waitFor(() => expect(screen.queryByText("A")).toBeNull());
  };

  it("opens a refused move as it was, although another was made since", async () => {
    const [first, second] = [later(), later()];
    await openBoard([first.answer, second.answer]);
    await sendA();
    await press("funnel.move_name");
    await type("move.reason", "B is ready");
    await press("move.submit");
    await first.refuse(refusal("changed"));
    await heard("move.failed");
    expect(await screen.findByDisplayValue("A is ready")).toBeTruthy();
  });

  it("leaves the dialog in which somebody types, and opens the refused move after it", async () => {
    const first = later();
    await openBoard([first.answer]);
    await sendA();
    await press("funnel.move_name");
    await type("move.reason", "B is rea");
    await first.refuse(refusal("changed"));
    await heard("move.failed");
    expect(await screen.findByDisplayValue("B is rea")).toBeTruthy();
    await press("common.cancel");
    expect(await screen.findByDisplayValue("A is ready")).toBeTruthy();
  });
});

describe("evidence that is sent from a form", () => {
  function Editor() {
    const [record, setRecord] = useState({ name: "", evidence: [] as string[] });
    return (
      <>
        <TextField label="name" value={record.name} onChange={(name) => setRecord({ ...record, name })} />
        <EvidenceUpload
          onAdded={({ title }) => setRecord({ ...record, evidence: [...record.evidence, title] })}
        />
        <p>{record.evidence.join()}</p>
      </>
    );
  }

  it("leaves what was typed while it went", async () => {
    const kept = later();
    serve({ "POST /api/v1/evidence": kept.answer });
    show(<Editor />);
    const file = new File(["x"], "report.pdf");
    fireEvent.change(screen.getByLabelText("evidence_file.choose"), { target: { files: [file] } });
    await type("name", "Sepsis alert");
    await kept.come({ link: "/api/v1/evidence/x", name: "report.pdf" });
    expect(await screen.findByText("report")).toBeTruthy();
    expect(await screen.findByDisplayValue("Sepsis alert")).toBeTruthy();
  });
});

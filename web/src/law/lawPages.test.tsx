// @vitest-environment jsdom
import { screen } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import { ProblemError } from "../api/problem";
import { forget, heard, later, press, serve, show, type } from "../testing";
import { ApplicationLawPage } from "./pages/ApplicationLawPage";
import { ChangePage } from "./pages/ChangePage";

afterEach(forget);

const word = (text: string) => ({ nl: text, en: text });

describe("a change of the law", () => {
  const change = { to: { id: "second", version: "2" }, total: 0, applications: 0, content: [], items: [] };
  const accept = async (answer: () => unknown) => {
    let reads = 0;
    serve({
      "GET /api/v1/law/change": () => ({ ...change, waiting: reads++ === 0 }),
      "POST /api/v1/law/change": answer,
    });
    const page = show(<ChangePage />, { permissions: ["law_manage"] });
    await press("accept");
    await press("accept_yes");
    return page;
  };

  it("says that it was accepted, although the page knew already", async () => {
    const answer = later();
    const { read } = await accept(answer.answer);
    await read(["law", "change", 0], { ...change, waiting: false });
    await answer.come({});
    expect(await screen.findByText("change_nothing")).toBeTruthy();
    await heard("accepted");
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("says why it was not accepted, although nothing waits any more", async () => {
    await accept(() => {
      throw new ProblemError(409, { code: "version_conflict", detail: "Somebody else accepted it." });
    });
    expect(await screen.findByText("change_nothing")).toBeTruthy();
    expect(await screen.findByText(/Somebody else accepted it/)).toBeTruthy();
  });
});

describe("recording a duty", () => {
  it("keeps what is typed when somebody else's answers take the duty away", async () => {
    const duty = {
      id: "logs",
      title: word("Logs"),
      text: word("Keep them"),
      article: { act_name: word("Act"), title: word("12") },
      source: { title: "Act", publisher: "EU" },
      evidence_hint: word("A log"),
      checked_on: "2026-01-01",
      applies_to: [],
      deadlines: [],
      evidence: [],
      state: "open",
      in_force: false,
      version: 1,
    };
    const law = {
      id: "one",
      name: "One",
      code: "A1",
      classifications: [],
      from_register: [],
      unanswered: [],
      allowed: { record: true, classify: true },
    };
    serve({ "GET /api/v1/applications/{id}/law": () => ({ ...law, duties: [duty] }) });
    const { read } = show(<ApplicationLawPage />, { path: "/:id", address: "/one" });
    await press("record: Logs");
    await type(/^note/, "We keep them for a year");
    await read(["law", "application", "one"], { ...law, duties: [] });
    expect(await screen.findByDisplayValue("We keep them for a year")).toBeTruthy();
  });
});

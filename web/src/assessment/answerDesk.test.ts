import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ProblemError } from "../api/problem";
import { AnswerDesk, type Keeping } from "./answerDesk";
import type { Answer, AnswerChange } from "./types";

/** A server with one rule: an answer stands on the version that is there. */
class Server {
  reachable = true;
  readonly answers = new Map<string, Answer>();

  put(change: AnswerChange, version: number, by: string): Answer {
    const present = this.answers.get(change.link_id);
    if ((present?.version ?? 0) !== version) throw new ProblemError(412, { code: "version_conflict" });
    const answer: Answer = {
      link_id: change.link_id,
      instance: 0,
      version: version + 1,
      origin: "person",
      values: change.values,
      on_agenda: false,
      at: "2026-11-25T10:00:00Z",
      by,
    };
    this.answers.set(change.link_id, answer);
    return answer;
  }

  desk(by: string, keeping: Keeping): AnswerDesk {
    const check = () => {
      if (!this.reachable) throw new ProblemError(0, { code: "unreachable" });
    };
    return new AnswerDesk(
      {
        send: async (change, version) => {
          check();
          const answer = this.put(change, version, by);
          const state = { items: [], missing: [], scores: [], questions: 0, answered: 0 };
          return Promise.resolve({ version: answer.version, answer, state });
        },
        newest: async (linkId) => {
          check();
          return Promise.resolve(this.answers.get(linkId));
        },
        onSaved: () => Promise.resolve(),
      },
      keeping,
    );
  }
}

function memory(): Keeping {
  let kept: string | null = null;
  return {
    read: () => kept,
    write: (text) => {
      kept = text;
    },
  };
}

const change = (value: string): AnswerChange => ({ link_id: "team", values: [value] });

describe("the desk of answers", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("sends what is typed when the typing stops, once", async () => {
    const server = new Server();
    const desk = server.desk("Anna", memory());
    for (const text of ["E", "Ee", "Een"]) desk.answer(change(text), undefined, true);
    expect(server.answers.size).toBe(0);
    await vi.advanceTimersByTimeAsync(1000);
    expect(server.answers.get("team")).toMatchObject({ values: ["Een"], version: 1 });
    expect(desk.snapshot().size).toBe(0);
  });

  it("keeps what it cannot bring, also over a reload, and brings it later", async () => {
    const server = new Server();
    const keeping = memory();
    server.reachable = false;
    const desk = server.desk("Anna", keeping);
    desk.answer(change("Een"), undefined, false);
    await vi.advanceTimersByTimeAsync(10);
    expect([...desk.snapshot().values()].map(({ waiting }) => waiting)).toEqual(["offline"]);
    const again = server.desk("Anna", keeping);
    server.reachable = true;
    again.tryAgain();
    await vi.advanceTimersByTimeAsync(10);
    expect(server.answers.get("team")?.values).toEqual(["Een"]);
    expect(again.snapshot().size).toBe(0);
    expect(keeping.read()).toBeNull();
  });

  it("shows both answers when somebody else was first, and loses neither", async () => {
    const server = new Server();
    const desk = server.desk("Anna", memory());
    server.put(change("Van Bram"), 0, "Bram");
    desk.answer(change("Van Anna"), undefined, false);
    await vi.advanceTimersByTimeAsync(10);
    expect(desk.snapshot().get("team#0")).toMatchObject({ waiting: "conflict", version: 1 });
    expect(server.answers.get("team")?.by).toBe("Bram");
    desk.settle("team", 0, true);
    await vi.advanceTimersByTimeAsync(10);
    expect(server.answers.get("team")).toMatchObject({ values: ["Van Anna"], version: 2 });
  });

  it("takes the same answer of somebody else for its own", async () => {
    const server = new Server();
    const desk = server.desk("Anna", memory());
    server.put(change("Eens"), 0, "Bram");
    desk.answer(change("Eens"), undefined, false);
    await vi.advanceTimersByTimeAsync(10);
    expect(desk.snapshot().size).toBe(0);
    expect(server.answers.get("team")?.version).toBe(1);
  });

  it("waits for the reason when a computed answer is overruled", async () => {
    const server = new Server();
    const desk = server.desk("Anna", memory());
    const computed = {
      origin: "fact",
      from: "portfolio.total",
      values: [12],
      at: "2026-11-25T10:00:00Z",
    } as const;
    const before: Answer = {
      ...server.put(change("x"), 0, "Regie"),
      values: [12],
      computed: { ...computed, values: [12] },
    };
    const mine: AnswerChange = { link_id: "team", values: [13] };
    desk.answer(mine, before, false);
    await vi.advanceTimersByTimeAsync(1000);
    expect(desk.snapshot().get("team#0")?.waiting).toBe("reason");
    desk.answer({ ...mine, overruled: "Eén telt dubbel" }, before, false);
    await vi.advanceTimersByTimeAsync(10);
    expect(server.answers.get("team")).toMatchObject({ values: [13], version: 2 });
  });
});

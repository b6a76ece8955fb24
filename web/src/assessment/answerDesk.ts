import { isProblem, ProblemError } from "../api/problem";
import type { Schema } from "../api/types";
import { placeKey, type Answer, type AnswerChange } from "./types";

/** What became of an answer that is not yet with the server. */
export type Waiting =
  | "saving"
  /** Regie cannot be reached; it goes when Regie is back. */
  | "offline"
  /** Something computed stands there, and the reason for another answer is missing. */
  | "reason"
  /** Somebody else answered meanwhile. */
  | "conflict"
  | "refused";

export interface PendingAnswer {
  change: AnswerChange;
  /** Of the answer that the reader saw; 0 for none. */
  version: number;
  waiting: Waiting;
  /** Why it was refused. */
  problem: ProblemError | null;
}

export type Pending = ReadonlyMap<string, PendingAnswer>;

export interface Correspondence {
  send: (change: AnswerChange, version: number) => Promise<Schema<"SavedAnswer">>;
  /** The answer as it is with the server now, read anew. */
  newest: (linkId: string, instance: number) => Promise<Answer | undefined>;
  /** Ends when the page knows it: until then the answer before it would show, and a click on that be lost. */
  onSaved: (saved: Schema<"SavedAnswer">) => Promise<void>;
}

/** Where answers wait that Regie could not take yet: they survive a reload of the page. */
export interface Keeping {
  read: () => string | null;
  write: (text: string | null) => void;
}

const typingPause = 600;
const retryPause = 3000;

function isKept(entry: unknown): entry is [string, PendingAnswer] {
  return Array.isArray(entry) && typeof entry[0] === "string" && typeof entry[1] === "object";
}

/** Whether the answer differs from what was computed, so that a reason is asked. */
export function needsReason(change: AnswerChange, answer: Answer | undefined): boolean {
  const computed = answer?.computed;
  if (!computed || computed.origin === "initial" || (change.overruled ?? "").trim() !== "") return false;
  return JSON.stringify(change.values) !== JSON.stringify(computed.values);
}

/** Whether two answers come to the same. */
export function sameAnswer(change: AnswerChange, answer: Answer | undefined): boolean {
  const text = (value: string | null | undefined) => value ?? "";
  return (
    JSON.stringify(change.values) === JSON.stringify(answer?.values ?? []) &&
    text(change.not_applicable) === text(answer?.not_applicable) &&
    (change.maturity ?? null) === (answer?.maturity ?? null) &&
    (change.on_agenda ?? false) === (answer?.on_agenda ?? false)
  );
}

/**
 * Brings answers to the server one by one, in the order in which they were given. An answer that is
 * typed is sent when the typing stops; one that cannot be brought is kept and tried again.
 */
export class AnswerDesk {
  private pending: Pending;
  private readonly listeners = new Set<() => void>();
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly queue: string[] = [];
  private sending = false;
  private retry: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly post: Correspondence,
    private readonly keeping: Keeping,
  ) {
    this.pending = this.kept();
    for (const [key, { waiting }] of this.pending) if (waiting === "offline") this.enqueue(key);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = (): Pending => this.pending;

  /** The reader answers. `before` is the answer that the reader saw. */
  answer(change: AnswerChange, before: Answer | undefined, typing: boolean): void {
    const key = placeKey(change.link_id, change.instance ?? 0);
    const present = this.pending.get(key);
    const version = present?.version ?? before?.version ?? 0;
    if (present?.waiting === "conflict") return this.put(key, { ...present, change });
    const reason = needsReason(change, before);
    this.put(key, { change, version, waiting: reason ? "reason" : "saving", problem: null });
    clearTimeout(this.timers.get(key));
    if (reason) return;
    this.timers.set(
      key,
      setTimeout(() => this.enqueue(key), typing ? typingPause : 0),
    );
  }

  /** What is typed goes at once: the reader leaves the question. */
  flush(): void {
    for (const [key, timer] of this.timers) {
      clearTimeout(timer);
      this.enqueue(key);
    }
  }

  /** The reader chose between two answers to one question. */
  settle(linkId: string, instance: number, mine: boolean): void {
    const key = placeKey(linkId, instance);
    const present = this.pending.get(key);
    if (present === undefined) return;
    if (!mine) return this.put(key, undefined);
    this.put(key, { ...present, waiting: "saving", problem: null });
    this.enqueue(key);
  }

  /** The connection may be back. */
  readonly tryAgain = (): void => {
    clearTimeout(this.retry);
    for (const [key, { waiting }] of this.pending) if (waiting === "offline") this.enqueue(key);
  };

  close(): void {
    this.flush();
    clearTimeout(this.retry);
  }

  private enqueue(key: string): void {
    this.timers.delete(key);
    if (!this.queue.includes(key)) this.queue.push(key);
    void this.work();
  }

  private async work(): Promise<void> {
    if (this.sending) return;
    this.sending = true;
    for (let key = this.queue.shift(); key !== undefined; key = this.queue.shift()) await this.bring(key);
    this.sending = false;
  }

  private async bring(key: string): Promise<void> {
    const wanted = this.pending.get(key);
    if (wanted === undefined || wanted.waiting === "conflict" || wanted.waiting === "reason") return;
    try {
      const saved = await this.post.send(wanted.change, wanted.version);
      await this.post.onSaved(saved);
      this.afterwards(key, wanted, saved.version);
    } catch (error) {
      await this.failed(key, wanted, error);
    }
  }

  /** What was answered since then goes on the version that is there now. */
  private afterwards(key: string, sent: PendingAnswer, version: number): void {
    const now = this.pending.get(key);
    if (now === undefined) return;
    this.put(key, now.change === sent.change ? undefined : { ...now, version });
  }

  private async failed(key: string, wanted: PendingAnswer, error: unknown): Promise<void> {
    const now = this.pending.get(key) ?? wanted;
    if (isProblem(error, "version_conflict")) return this.collide(key, now);
    if (!(error instanceof ProblemError) || error.status === 0 || error.status >= 500) {
      this.put(key, { ...now, waiting: "offline" });
      clearTimeout(this.retry);
      this.retry = setTimeout(this.tryAgain, retryPause);
      return;
    }
    this.put(key, { ...now, waiting: "refused", problem: error });
  }

  private async collide(key: string, now: PendingAnswer): Promise<void> {
    const { link_id, instance } = now.change;
    try {
      const theirs = await this.post.newest(link_id, instance ?? 0);
      if (sameAnswer(now.change, theirs)) return this.put(key, undefined);
      this.put(key, { ...now, version: theirs?.version ?? 0, waiting: "conflict" });
    } catch {
      this.put(key, { ...now, waiting: "offline" });
      this.retry = setTimeout(this.tryAgain, retryPause);
    }
  }

  private put(key: string, answer: PendingAnswer | undefined): void {
    const next = new Map(this.pending);
    if (answer === undefined) next.delete(key);
    else next.set(key, answer);
    this.pending = next;
    const entries = [...next].map(([place, each]) => [place, { ...each, problem: null }]);
    this.keeping.write(entries.length === 0 ? null : JSON.stringify(entries));
    for (const listener of this.listeners) listener();
  }

  private kept(): Pending {
    try {
      const entries: unknown = JSON.parse(this.keeping.read() ?? "[]");
      if (!Array.isArray(entries)) return new Map();
      return new Map(
        entries
          .filter(isKept)
          .map(([key, each]) => [
            key,
            { ...each, waiting: each.waiting === "reason" ? "reason" : "offline", problem: null },
          ]),
      );
    } catch {
      return new Map();
    }
  }
}

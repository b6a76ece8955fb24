import { describe, expect, it } from "vitest";
import { readSnapshot } from "./snapshot";

describe("a snapshot", () => {
  it("is read when it has its shape", () => {
    const text = JSON.stringify({
      application: { record: { identity: { name: "Breuken zoeken" } } },
      gate: { requirements: [] },
      evidence: [],
    });
    expect(readSnapshot(text)?.application.record.identity.name).toBe("Breuken zoeken");
  });

  it.each(["", "{}", "null", '{"application":{}}', "[1]"])("is nothing when it is %s", (text) => {
    expect(readSnapshot(text)).toBeNull();
  });
});

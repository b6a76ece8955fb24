import { describe, expect, it } from "vitest";
import { chosenTogether, stepBack, withAnswer } from "./answers";

const answer = (id: string, alone = false) => ({
  id,
  text: { nl: id, en: id },
  explanation: null,
  alone,
  unsure: null,
});
const answers = [answer("uses"), answer("makes"), answer("none", true)];

describe("answers that go together", () => {
  it("leave out what stands alone, and the other way round", () => {
    expect(chosenTogether(answers, ["uses"], ["uses", "none"])).toEqual(["none"]);
    expect(chosenTogether(answers, ["none"], ["makes", "none"])).toEqual(["makes"]);
    expect(chosenTogether(answers, ["uses"], ["uses", "makes"])).toEqual(["uses", "makes"]);
    expect(chosenTogether(answers, ["uses", "makes"], ["uses"])).toEqual(["uses"]);
  });
});

describe("the way back", () => {
  it("asks the last question of the path again, and keeps the others", () => {
    const given = withAnswer(withAnswer([], "kind", ["ai_system"]), "role", ["uses"]);
    const step = { node: "role", question: { nl: "", en: "" }, answers: [], texts: [], unsure: [] };
    expect(stepBack(given, [{ ...step, node: "kind" }, step])).toEqual([
      { node: "kind", answers: ["ai_system"] },
    ]);
    expect(withAnswer(given, "kind", ["model"])).toHaveLength(2);
  });
});

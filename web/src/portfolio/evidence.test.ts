import { describe, expect, it } from "vitest";
import { isEvidenceFile, titleOf } from "./evidence";

describe("evidence", () => {
  it("knows the address of a file in Regie from any other address", () => {
    expect(isEvidenceFile("/api/v1/evidence/01980000-0000-7000-8000-000000000000")).toBe(true);
    for (const other of [
      "https://intranet.example/verslag",
      "/api/v1/evidence/",
      "/api/v1/evidence/../accounts",
      "/api/v1/evidence/01980000-0000-7000-8000-000000000000/x",
      "//elders.example/api/v1/evidence/01980000-0000-7000-8000-000000000000",
    ])
      expect(isEvidenceFile(other), other).toBe(false);
  });

  it("makes a title of a file name", () => {
    expect(titleOf("Verslag pilot 2.1.pdf")).toBe("Verslag pilot 2.1");
    expect(titleOf("LEESMIJ")).toBe("LEESMIJ");
  });
});

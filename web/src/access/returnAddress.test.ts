import { expect, it } from "vitest";
import { returnAddress } from "./returnAddress";

it("returns to a page of our own", () => {
  expect(returnAddress("/applications?phase=idea")).toBe("/applications?phase=idea");
});

it.each([
  null,
  "https://elsewhere.example",
  "//elsewhere.example",
  "/\\elsewhere.example",
  "javascript:alert(1)",
  "/sign-in?return=/",
])("goes to the start instead of %s", (wanted) => {
  expect(returnAddress(wanted)).toBe("/");
});

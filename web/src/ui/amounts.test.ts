import { describe, expect, it } from "vitest";
import { parseAmount, parseCents, parseWhole } from "./amounts";

describe("an amount", () => {
  it.each([
    ["1250", 1250],
    ["1.250", 1250],
    ["1,250", 1250],
    ["12.500,00", 12500],
    ["12,500.75", 12500.75],
    ["€ 1 250,5", 1250.5],
    ["0,05", 0.05],
    ["-3", -3],
    ["1.234.567", 1234567],
  ])("reads %s", (text, value) => {
    expect(parseAmount(text)).toBe(value);
  });

  it.each(["", "twaalf", "1.2.3", "1.23.456", "1.250.00", "1,250,00", "12..5", "1e5", "12,3456"])(
    "refuses %s",
    (text) => {
      expect(parseAmount(text)).toBeNull();
    },
  );

  it("becomes cents without the rounding of binary fractions", () => {
    expect(parseCents("1.234,56")).toBe(123456);
    expect(parseCents("0,29")).toBe(29);
    expect(parseCents("4.35")).toBe(435);
  });

  it("is whole where only whole numbers count", () => {
    expect(parseWhole("1,5")).toBeNull();
    expect(parseWhole("1.500")).toBe(1500);
  });
});

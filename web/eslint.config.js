import js from "@eslint/js";
import hooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

const noBarrels = {
  selector: "ExportAllDeclaration, ExportNamedDeclaration[source]",
  message: "No barrel files: import from the file that defines it.",
};
const namedOnly = { selector: "ExportDefaultDeclaration", message: "Export by name." };

export default tseslint.config(
  { ignores: ["dist/", "dist-report/", "src/api/schema.d.ts"] },
  js.configs.recommended,
  {
    files: ["src/**/*.{ts,tsx}"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    plugins: { "react-hooks": hooks },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      ...hooks.configs.recommended.rules,
      "no-restricted-syntax": ["error", noBarrels, namedOnly],
      "no-restricted-imports": [
        "error",
        { patterns: [{ group: ["@amsterdam/*"], message: "Only ui/ knows the design system." }] },
      ],
      "max-lines": ["error", { max: 400 }],
      "max-lines-per-function": ["error", { max: 60, skipBlankLines: true, skipComments: true }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": "off",
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
    },
  },
  { files: ["src/ui/**"], rules: { "no-restricted-imports": "off" } },
  { files: ["src/**/*.test.{ts,tsx}"], rules: { "max-lines-per-function": "off" } },
  {
    files: ["script/**"],
    languageOptions: { globals: { console: "readonly", process: "readonly", URL: "readonly" } },
  },
);

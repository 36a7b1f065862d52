import js from "@eslint/js";
import tseslint from "typescript-eslint";

export default tseslint.config(
  {
    ignores: [
      "**/node_modules/",
      ".mutation/",
      "artifacts-zk/",
      "artifacts-official-zk/",
      "cache-zk/",
      "cache-official-zk/",
      "typechain-types/",
      "deployments-zk/",
      "**/dist/",
      // Comes and goes while the site is built, which other checks run beside.
      "site/.vitepress/.temp/",
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.strict,
  {
    languageOptions: {
      globals: { process: "readonly", console: "readonly", Buffer: "readonly", URL: "readonly" },
    },
    rules: {
      "no-duplicate-imports": ["error", { allowSeparateTypeImports: true }],
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-unused-expressions": "off",
      "no-restricted-syntax": ["error", ...spreadsOfLiterals()],
    },
  },
  {
    files: ["**/*.cjs"],
    languageOptions: { sourceType: "commonjs", globals: { WebAssembly: "readonly" } },
    rules: { "@typescript-eslint/no-require-imports": "off" },
  },
);

/** Forbids the spread of a literal into a literal: it says nothing, and is only there to lead Prettier to fuller lines. */
function spreadsOfLiterals() {
  const message = "Write what is spread here without the spread.";
  return [
    { selector: "SpreadElement > ArrayExpression", message },
    { selector: "ObjectExpression > SpreadElement > ObjectExpression", message },
  ];
}

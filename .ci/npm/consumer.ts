import { readFileSync } from "node:fs";
import type { ErrorCode, OnOperation } from "@chat-contract/spec/extensions";
import contract = require("@chat-contract/spec");

const operations: OnOperation[] = Object.values(contract.paths).map((item) => item.post);
const codes: ErrorCode[] = operations.flatMap((operation) => operation["x-error-codes"]);
const again = codes.filter((code) => code.retry !== "never").map((code) => code.code);
// @ts-expect-error: the types only accept names of the contract
codes.filter((code) => code.retry === "sometimes");

for (const file of [
  "openapi.yaml",
  "openapi.json",
  "usersig-vectors.json",
  "extensions.schema.json",
  "usersig-vectors.schema.json",
  "ERRATA.md",
  "samples/import_group/IG-REQ-1.request.yaml",
]) {
  if (!readFileSync(require.resolve(`@chat-contract/spec/${file}`), "utf8").trim()) throw new Error(`${file} is empty`);
}
const kinds = (contract.components.schemas.GroupType as { "x-extensible-enum": unknown[] })["x-extensible-enum"];
if (!kinds.includes("Public")) throw new Error(`known values are not plain: ${JSON.stringify(kinds)}`);
console.log(`OpenAPI ${contract.openapi}, ${operations.length} operations, ${new Set(again).size} codes that may be tried again`);

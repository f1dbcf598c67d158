module.exports = {
  chat: { input: "openapi.yaml", output: { target: "made/orval.ts", client: "fetch", baseUrl: { getBaseUrlFromSpecification: false, baseUrl: "" }, override: { mutator: { path: "./signed.ts", name: "signed" } } } },
};

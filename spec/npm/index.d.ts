import type { OnOperation, OnRoot, OnServer } from "./extensions";

/** The whole OpenAPI 3.0.3 document, as far as its extensions need types; for the rest cast it to a type of your OpenAPI library. */
declare const contract: OnRoot & {
  openapi: string;
  info: { title: string; version: string; description?: string };
  servers: (OnServer & { url: string; description?: string })[];
  paths: Record<string, { post: OnOperation & { operationId: string; summary: string; description?: string } }>;
  components: Record<string, Record<string, unknown>>;
};
export = contract;

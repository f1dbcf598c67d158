import { randomInt } from "node:crypto";
import { createRequire } from "node:module";
import createClient, { type Middleware } from "openapi-fetch";
import type { paths } from "../made/contract.js";

const { Api: UserSig } = createRequire(import.meta.url)("tls-sig-api-v2");

/** The service answered with a failure code. */
export class Refused extends Error {
  constructor(
    readonly code: number,
    info: string,
  ) {
    super(`code ${code}: ${info}`);
  }
}

function setting(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
}

const app = setting("CHATCTL_SDKAPPID");
const identifier = setting("CHATCTL_IDENTIFIER");
const signer = new UserSig(Number(app), setting("CHATCTL_SECRET_KEY"));

/** Adds the three keys of the security scheme to each request, and throws if an answer reports a failure. */
const signed: Middleware = {
  onRequest({ request }) {
    const url = new URL(request.url);
    url.searchParams.set("sdkappid", app);
    url.searchParams.set("identifier", identifier);
    url.searchParams.set("usersig", signer.genSig(identifier, 3600));
    return new Request(url, request);
  },
  async onResponse({ response }) {
    if (response.status !== 200) throw new Error(`HTTP ${response.status}`);
    const answer = await response.clone().json();
    if (answer.ActionStatus !== "OK" || answer.ErrorCode !== 0) {
      throw new Refused(answer.ErrorCode, answer.ErrorInfo);
    }
    return undefined;
  },
};

/** The query parameters that the contract lists, with a new random number for each call. */
export const params = () => ({ query: { random: randomInt(2 ** 32), contenttype: "json" as const } });

// A redirect would carry the signature to another host.
export const chat = createClient<paths>({ baseUrl: setting("CHATCTL_BASE_URL"), redirect: "manual" });
chat.use(signed);

// Runs conformance cases on the stock typescript-fetch client: JSON lines in, JSON lines out.
import { randomBytes } from "node:crypto";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import JSONbig from "json-bigint";
import * as chat from "./chat/index.js";

const { Api: UserSig } = createRequire(import.meta.url)("tls-sig-api-v2");

// JSON.parse rounds integers beyond 2^53. This parser hands those over as bigint, and refuses a member that comes twice.
const json = JSONbig({ useNativeBigInt: true, strict: true });

interface Case {
  id: string;
  operation: string;
  baseUrl: string;
  credentials: { sdkappid: number; identifier: string; secretKey: string };
  arguments: unknown;
  options?: { deadlineMs?: number };
}

class NotJson extends Error {}

async function exactFetch(url: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  // A body that is a stream is sent once; fetch repeats any other by itself after a 421.
  const once = { body: new Blob([String(init?.body)]).stream(), duplex: "half" };
  const answer = await fetch(url, { ...init, ...once, redirect: "manual" });
  answer.json = async () => {
    const bytes = await answer.arrayBuffer();
    try {
      return json.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    } catch (e) {
      throw new NotJson(e instanceof Error ? e.message : JSON.stringify(e));
    }
  };
  return answer;
}

function configuration(c: Case): chat.Configuration {
  const who = c.credentials;
  const keys: Record<string, string> = {
    sdkappid: String(who.sdkappid),
    identifier: who.identifier,
    usersig: new UserSig(who.sdkappid, who.secretKey).genSig(who.identifier, 86400),
  };
  return new chat.Configuration({
    basePath: c.baseUrl,
    apiKey: (name) => keys[name],
    fetchApi: exactFetch,
  });
}

const words = (operation: string) => operation.split("_").map((w) => w[0].toUpperCase() + w.slice(1));
const lowerFirst = (s: string) => s[0].toLowerCase() + s.slice(1);

async function call(c: Case) {
  const all = chat as unknown as Record<string, any>;
  const name = words(c.operation).join("");
  const method = lowerFirst(name);
  const Api = Object.entries(all).find(([n, a]) => n.endsWith("Api") && method in a.prototype)![1];
  // Node's fetch can wait for ever for a body whose gzip is none; a user would not.
  const deadline = c.options?.deadlineMs ?? 10_000;
  const answer = await new Api(configuration(c))[`${method}Raw`](
    {
      random: randomBytes(4).readUInt32BE(),
      contenttype: "json",
      [`${method}Request`]: all[`${name}RequestFromJSON`](c.arguments),
    },
    { signal: AbortSignal.timeout(deadline) },
  );
  if (answer.raw.status !== 200) return { kind: "http-error", status: answer.raw.status };
  const value = all[`${name}ResponseToJSON`](await answer.value());
  // The stock client checks no types at run time; the code decides about success, so it is checked here.
  if (typeof value.ErrorCode !== "bigint" && !Number.isInteger(value.ErrorCode)) throw new TypeError("ErrorCode is not an integer");
  if (value.ActionStatus === "OK" && value.ErrorCode === 0) return { kind: "ok", value };
  return { kind: "api-error", code: value.ErrorCode, info: value.ErrorInfo ?? "", value };
}

async function outcome(c: Case) {
  try {
    return await call(c);
  } catch (e) {
    if (e instanceof chat.ResponseError) return { kind: "http-error", status: e.response.status };
    const message = String(e);
    const lost = e instanceof chat.FetchError || (e as Error).name === "TimeoutError";
    // A body cut off in the middle surfaces as fetch's own TypeError while it is read.
    return { kind: lost || message.includes("terminated") ? "transport-error" : "decode-error", message };
  }
}

const say = (line: unknown) => process.stdout.write(json.stringify(line) + "\n");

say({ hello: { client: "typescript-fetch (stock)", protocol: 1, features: ["call", "deadline"] } });
for await (const line of createInterface({ input: process.stdin })) {
  const c: Case = json.parse(line);
  void outcome(c).then((o) => say({ id: c.id, outcome: o }));
}

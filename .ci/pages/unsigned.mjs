// A client with two mistakes, which produce a report with findings: it does not sign, and it treats every answer as a success.
import { createInterface } from "node:readline";

const say = (line) => console.log(JSON.stringify(line));

say({ hello: { client: "unsigned (broken on purpose)", protocol: 1, features: ["call"] } });
for await (const line of createInterface({ input: process.stdin })) {
  const { id, baseUrl, arguments: body } = JSON.parse(line);
  try {
    const url = `${baseUrl}/v4/group_open_attr_http_svc/get_group_attr?contenttype=json`;
    const answer = await fetch(url, { method: "POST", body: JSON.stringify(body) });
    say({ id, outcome: { kind: "ok", value: await answer.json() } });
  } catch (e) {
    say({ id, outcome: { kind: "transport-error", message: String(e) } });
  }
}

/** The parts of a signed URL, from the environment; a real client creates a UserSig, and a new random for each attempt. */
export function key(name: string): string {
  const value = process.env[name.toUpperCase()];
  if (!value) throw new Error(`${name} is not set`);
  return value;
}

export const url = key("chat_url");
export const query = { random: Math.floor(Math.random() * 2 ** 32), contenttype: "json" as const };
export const keys = ["sdkappid", "identifier", "usersig"];

/** fetch for orval: relative URLs get the server and the three keys. */
export async function signed<T>(path: string, init: RequestInit): Promise<T> {
  const target = new URL(path, url);
  keys.forEach((name) => target.searchParams.set(name, key(name)));
  const answer = await fetch(target, { ...init, redirect: "manual" });
  return { data: await answer.json(), status: answer.status, headers: answer.headers } as T;
}

export function report(name: string, answer: { ActionStatus?: string; TotalCount?: number } | undefined): void {
  if (answer?.ActionStatus !== "OK") throw new Error(`${name}: ${JSON.stringify(answer)}`);
  console.log(`${name}: ${answer.TotalCount} groups`);
}

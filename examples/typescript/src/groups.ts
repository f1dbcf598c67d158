import { setTimeout } from "node:timers/promises";
import { chat, params, Refused } from "./chat.js";

const GROUP_ID_TAKEN = 10021;
const GROUPS_A_CALL = 50;

/** Imports a group unless it exists already. */
async function importOnce(GroupId: string, Name: string): Promise<void> {
  try {
    const body = { GroupId, Name, Type: "Public" };
    await chat.POST("/v4/group_open_http_svc/import_group", { params: params(), body });
    console.log(`imported ${GroupId}`);
  } catch (e) {
    if (!(e instanceof Refused) || e.code !== GROUP_ID_TAKEN) throw e;
    console.log(`${GroupId} was there already`);
  }
}

/** Yields all groups, page by page. JSON.parse rounds cursors above 2^53; the documented ones are smaller. */
async function* groupIds(): AsyncGenerator<string> {
  let next = 0;
  do {
    const body = { Limit: 100, Next: next };
    const { data } = await chat.POST("/v4/group_open_http_svc/get_appid_group_list", { params: params(), body });
    for (const item of data?.GroupIdList ?? []) yield item.GroupId;
    next = data?.Next ?? 0;
    if (next !== 0) await setTimeout(1000); // the contract's rate: one call a second
  } while (next !== 0);
}

/** A call that succeeds may still have failed for some of its groups. */
async function printProfiles(ids: string[]): Promise<void> {
  for (let i = 0; i < ids.length; i += GROUPS_A_CALL) {
    const body = { GroupIdList: ids.slice(i, i + GROUPS_A_CALL) };
    const { data } = await chat.POST("/v4/group_open_http_svc/get_group_info", { params: params(), body });
    for (const group of data?.GroupInfo ?? []) {
      console.log(group.ErrorCode === 0 ? `${group.GroupId}: ${group.Name}` : `${group.GroupId}: code ${group.ErrorCode}`);
    }
  }
}

try {
  await importOnce("orders-eu", "Orders, Europe");
  await importOnce("orders-eu", "Orders, Europe");
  const ids: string[] = [];
  for await (const id of groupIds()) ids.push(id);
  console.log(`${ids.length} groups`);
  await printProfiles([...ids, "no-such-group"]);
} catch (e) {
  // The remaining cases: no answer, an HTTP status, an unexpected code.
  console.error(e instanceof Error ? e.message : e);
  process.exitCode = 1;
}

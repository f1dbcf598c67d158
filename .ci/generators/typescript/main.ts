import createClient from "openapi-fetch";
import { client } from "./made/hey-api/client.gen.js";
import { getAppidGroupList } from "./made/hey-api/sdk.gen.js";
import type { paths } from "./made/openapi-typescript.js";
import * as orval from "./made/orval.js";
import { key, keys, query, report, url } from "./signed.js";

const typed = createClient<paths>({ baseUrl: url, redirect: "manual" });
typed.use({
  onRequest({ request }) {
    const target = new URL(request.url);
    keys.forEach((name) => target.searchParams.set(name, key(name)));
    return new Request(target, request);
  },
});
const first = await typed.POST("/v4/group_open_http_svc/get_appid_group_list", { params: { query }, body: { Limit: 1 } });
report("openapi-typescript with openapi-fetch", first.data);

client.setConfig({ baseUrl: url, auth: (scheme) => key(scheme.name ?? "") });
const second = await getAppidGroupList({ query, body: { Limit: 1 } });
report("hey-api", second.data);

const third = await orval.getAppidGroupList({ Limit: 1 }, query);
report("orval", third.data);

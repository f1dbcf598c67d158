import os
import random

import httpx

from made import models
from made.client import Client
from made.client.api.groups import get_appid_group_list
from made.client.models import BodyFormat, GetAppidGroupListRequest, GroupIdItem

URL = os.environ["CHAT_URL"]
KEYS = {name: os.environ[name.upper()] for name in ("sdkappid", "identifier", "usersig")}
UNKNOWN = {"GroupId": "a", "Later": {"x": 1}}


def report(name: str, count: object, kept: bool) -> None:
    print(f"{name}: {count} groups, unknown members are {'kept' if kept else 'LOST'}")


# httpx adds the three keys to each request.
client = Client(base_url=URL, httpx_args={"params": KEYS}, follow_redirects=False)
answer = get_appid_group_list.sync(
    client=client, body=GetAppidGroupListRequest(limit=1), random=random.getrandbits(32), contenttype=BodyFormat.JSON
)
if answer is None or answer.action_status != "OK":
    raise SystemExit(f"openapi-python-client: {answer}")
report("openapi-python-client", answer.total_count, GroupIdItem.from_dict(UNKNOWN).to_dict() == UNKNOWN)

# Only models are generated, so the call is hand-written.
reply = httpx.post(
    f"{URL}/v4/group_open_http_svc/get_appid_group_list",
    params=KEYS | {"random": str(random.getrandbits(32)), "contenttype": "json"},
    content=models.GetAppidGroupListRequest(Limit=1).model_dump_json(exclude_none=True),
)
page = models.GetAppidGroupListResponse.model_validate_json(reply.content)
if str(page.ActionStatus) != "OK":
    raise SystemExit(f"datamodel-code-generator: {page}")
report("datamodel-code-generator", page.TotalCount, models.GroupIdItem.model_validate(UNKNOWN).model_dump() == UNKNOWN)

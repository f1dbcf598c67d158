"""Runs conformance cases on the stock Python client: JSON lines in, JSON lines out."""

import inspect
import json
import secrets
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from threading import Lock

import chat
import pydantic
import TLSSigAPIv2
import urllib3

APIS = [api for name, api in vars(chat).items() if inspect.isclass(api) and name.endswith("Api")]


def once(pairs):
    members = dict(pairs)
    if len(members) < len(pairs):
        raise ValueError("a member comes twice")
    return members


def refuse(constant):
    raise ValueError(f"{constant} is not JSON")


class StrictClient(chat.ApiClient):
    """Every answer is JSON whatever its content type says, and json.loads alone lets too much through."""

    def deserialize(self, response_text, response_type, content_type):
        json.loads(response_text, object_pairs_hook=once, parse_constant=refuse)
        return super().deserialize(response_text, response_type, "application/json")


# Clients are kept, so that connections are shared. A test calls many servers; a program would have one client.
@lru_cache(maxsize=32)
def client(base_url, app, identifier, key):
    configuration = chat.Configuration(host=base_url)
    # The stock client follows redirects and reconnects by itself; a signed call must do neither.
    configuration.retries = urllib3.Retry(total=False, redirect=False)
    configuration.connection_pool_maxsize = 8
    configuration.api_key = {
        "sdkappid": str(app),
        "identifier": identifier,
        "usersig": TLSSigAPIv2.TLSSigAPIv2(app, key).gen_sig(identifier, 86400),
    }
    return StrictClient(configuration)


def call(case):
    operation = case["operation"]
    api = next(a for a in APIS if hasattr(a, operation))
    name = "".join(word.capitalize() for word in operation.split("_")) + "Request"
    request = getattr(chat, name).from_dict(case["arguments"])
    deadline = case.get("options", {}).get("deadlineMs")
    who = case["credentials"]
    session = client(case["baseUrl"], who["sdkappid"], who["identifier"], who["secretKey"])
    # In seconds; holds for each wait, not for the sum of them.
    seconds = deadline and deadline / 1000
    answer = getattr(api(session), operation + "_with_http_info")(
        secrets.randbits(32), "json", request, _request_timeout=seconds
    )
    if answer.status_code != 200:
        return {"kind": "http-error", "status": answer.status_code}
    value = answer.data.to_dict()
    json.dumps(value)  # what is nested too deep to be written is not understood either
    if value["ActionStatus"] == "OK" and value["ErrorCode"] == 0:
        return {"kind": "ok", "value": value}
    return {"kind": "api-error", "code": value["ErrorCode"], "info": value.get("ErrorInfo") or "", "value": value}


def outcome(case):
    try:
        return call(case)
    except chat.ApiException as e:
        # A body that is not JSON reaches us with the status of a success.
        kind = "decode-error" if e.status in (200, 0) else "http-error"
        return {"kind": kind, "status": e.status, "message": str(e.reason)}
    except (pydantic.ValidationError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as e:
        return {"kind": "decode-error", "message": f"{type(e).__name__}: {e}"}
    except (urllib3.exceptions.HTTPError, OSError) as e:
        return {"kind": "transport-error", "message": f"{type(e).__name__}: {e}"}


def main():
    lock = Lock()

    def say(line):
        with lock:
            print(json.dumps(line), flush=True)

    def run(case):
        say({"id": case["id"], "outcome": outcome(case)})

    say({"hello": {"client": "python (stock)", "protocol": 1, "features": ["call", "deadline"]}})
    with ThreadPoolExecutor(64) as pool:
        for line in sys.stdin:
            pool.submit(run, json.loads(line))


main()

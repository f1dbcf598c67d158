"""Signs the requests of schemathesis with the vendor's own library, and counts the answers.

Nine of ten calls are signed, whatever the fuzzer put into the query; the tenth is sent as the fuzzer made it.
"""

import atexit
import collections
import json
import os

import schemathesis
import TLSSigAPIv2

APP = int(os.environ["CHATCTL_SDKAPPID"])
IDENTIFIER = os.environ["CHATCTL_IDENTIFIER"]
USERSIG = TLSSigAPIv2.TLSSigAPIv2(APP, os.environ["CHATCTL_SECRET_KEY"]).gen_sig(IDENTIFIER, 86400)
UNSIGNED_EVERY = 10

sent = 0
tally = collections.defaultdict(collections.Counter)


@schemathesis.hook
def before_call(context, case, kwargs):
    global sent
    sent += 1
    if sent % UNSIGNED_EVERY == 0:
        return
    if not isinstance(case.query, dict):
        case.query = {}
    case.query.update(sdkappid=APP, identifier=IDENTIFIER, usersig=USERSIG, random=sent, contenttype="json")


@schemathesis.hook
def after_call(context, case, response):
    try:
        outcome = json.loads(response.content)["ErrorCode"]
    except (ValueError, KeyError, TypeError):
        outcome = f"HTTP {response.status_code}"
    tally[case.path][str(outcome)] += 1


@atexit.register
def write():
    with open(os.environ["FUZZ_TALLY"], "w", encoding="utf-8") as out:
        json.dump(tally, out, indent=1)

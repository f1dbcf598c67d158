"""The vendor's Python library as a judge. It has no verifier, so its own decoder and its own HMAC are put together."""

import base64
import json
import sys
import zlib

import TLSSigAPIv2 as vendor


def make(task, api, userbuf):
    if userbuf is None:
        return api.gen_sig(task["identifier"], task["expire"])
    return api.gen_sig_with_userbuf(task["identifier"], task["expire"], userbuf)


def check(task, api, userbuf):
    document = json.loads(zlib.decompress(vendor.base64_decode_url(task["userSig"].encode())))
    if document["TLS.identifier"] != task["identifier"]:
        return "another identifier"
    if document["TLS.sdkappid"] != task["sdkappid"]:
        return "another app"
    encoded = None if userbuf is None else base64.b64encode(userbuf).decode()
    if document.get("TLS.userbuf") != encoded:
        return "another userbuf"
    hmac = api._TLSSigAPIv2__hmacsha256(
        document["TLS.identifier"], document["TLS.time"], document["TLS.expire"], encoded
    )
    return None if hmac.decode() == document["TLS.sig"] else "another signature"


for line in sys.stdin:
    task = json.loads(line)
    api = vendor.TLSSigAPIv2(task["sdkappid"], task["key"])
    userbuf = base64.b64decode(task["userbuf"]) if "userbuf" in task else None
    if task["do"] == "make":
        answer = {"userSig": make(task, api, userbuf)}
    else:
        why = check(task, api, userbuf)
        answer = {"ok": why is None, "why": why}
    print(json.dumps(answer), flush=True)

// The vendor's Node library as a judge. It has no verifier, so its own HMAC is compared with the one in the document.
const readline = require('readline');
const zlib = require('zlib');
const vendor = require('tls-sig-api-v2');

function check(task, api, userbuf) {
  const base64 = task.userSig.replace(/\*/g, '+').replace(/-/g, '/').replace(/_/g, '=');
  const document = JSON.parse(zlib.inflateSync(Buffer.from(base64, 'base64')));
  if (document['TLS.identifier'] !== task.identifier) return 'another identifier';
  if (document['TLS.sdkappid'] !== task.sdkappid) return 'another app';
  const encoded = userbuf === null ? undefined : userbuf.toString('base64');
  if (document['TLS.userbuf'] !== encoded) return 'another userbuf';
  const hmac = api._hmacsha256(
    document['TLS.identifier'], document['TLS.time'], document['TLS.expire'], encoded);
  return hmac === document['TLS.sig'] ? null : 'another signature';
}

readline.createInterface({ input: process.stdin }).on('line', (line) => {
  const task = JSON.parse(line);
  const api = new vendor.Api(task.sdkappid, task.key);
  const userbuf = 'userbuf' in task ? Buffer.from(task.userbuf, 'base64') : null;
  let answer;
  if (task.do === 'make') {
    answer = { userSig: api.genSig(task.identifier, task.expire, userbuf) };
  } else {
    const why = check(task, api, userbuf);
    answer = { ok: why === null, why };
  }
  process.stdout.write(JSON.stringify(answer) + '\n');
});

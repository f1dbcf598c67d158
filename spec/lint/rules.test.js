// Breaks a copy of the contract in one place at a time and expects the rule that must notice it. Run with `npm test` in this directory.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const spec = dirname(here);
const spectral = process.env.SPECTRAL ?? join(here, 'node_modules', '.bin', 'spectral');

function lint(edits) {
  const dir = mkdtempSync(join(tmpdir(), 'chat-contract-'));
  try {
    for (const part of ['openapi.yaml', 'operations', 'schemas', 'parameters', 'samples', 'errors', 'ERRATA.md']) {
      cpSync(join(spec, part), join(dir, part), { recursive: true });
    }
    for (const [file, before, after] of edits) {
      const at = join(dir, file);
      if (before === null) {
        writeFileSync(at, after);
        continue;
      }
      const text = readFileSync(at, 'utf8');
      assert.ok(text.includes(before), `${file} does not hold: ${before}`);
      writeFileSync(at, text.replace(before, after));
    }
    const args = ['lint', '--quiet', '--fail-severity', 'hint', '--format', 'json', '--ruleset', join(spec, '.spectral.yaml'), join(dir, 'openapi.yaml')];
    const run = spawnSync(spectral, args, { encoding: 'utf8', cwd: here });
    const json = run.stdout.slice(run.stdout.indexOf('['), run.stdout.lastIndexOf(']') + 1);
    return JSON.parse(json || '[]');
  } finally {
    rmSync(dir, { recursive: true });
  }
}

const contactGroup = readFileSync(join(spec, 'operations/get_contact_group.yaml'), 'utf8');
const contactPages = /  x-pagination:\n(    .*\n)*/.exec(contactGroup)[0];
const contactWay = '{cursor: StartIndex, next-cursor: NextStartIndex, first: 0, items: ContactItem, stop: {when: next-absent}}';

const broken = [
  ['an unknown extension', 'chat-extensions-fit', [['schemas/GroupInfo.yaml', 'x-unit: bytes', 'x-units: bytes']]],
  ['an unknown class of errors', 'chat-extensions-fit', [['operations/get_group_attr.yaml', 'class: not-found', 'class: missing']]],
  ['an extension where it is not allowed', 'chat-extensions-fit', [['schemas/GroupIdItem.yaml', 'type: object', 'type: object\nx-rate-limit: {calls: 1, per-seconds: 1, source: {kind: toolkit}}']]],
  ['an operation without rate limit', 'chat-extensions-fit', [['operations/get_group_attr.yaml', /.*x-rate-limit.*\n/.exec(readFileSync(join(spec, 'operations/get_group_attr.yaml'), 'utf8'))[0], '']]],
  ['a region without id', 'chat-extensions-fit', [['openapi.yaml', 'id: TOKYO, ', '']]],
  ['a sample of unknown provenance', 'chat-extensions-fit', [['samples/get_group_attr/GGA-REQ-1.request.yaml', 'documented-verbatim', 'verbatim']]],
  ['a limit that limits nothing', 'chat-extensions-fit', [['schemas/CustomFieldKey.yaml', "pattern: '^[A-Za-z0-9_]+$'", 'severity: error']]],
  ['a property without description', 'chat-properties-documented', [['schemas/GroupAttribute.yaml', /    description: Name of the.*\n/.exec(readFileSync(join(spec, 'schemas/GroupAttribute.yaml'), 'utf8'))[0], '']]],
  ['a property without example', 'chat-properties-documented', [['schemas/GroupAttribute.yaml', '    example: attr_key1\n', '']]],
  ['a closed enum', 'chat-schemas-open', [['schemas/MsgFlag.yaml', 'type: string', 'type: string\nenum: [AcceptAndNotify]']]],
  ['a closed object', 'chat-schemas-open', [['schemas/GroupAttribute.yaml', 'additionalProperties: true', 'additionalProperties: false']]],
  ['an integer without width', 'chat-schemas-open', [['schemas/ConversationGroupId.yaml', 'format: int64\n', '']]],
  ['a limit in characters', 'chat-schemas-open', [['schemas/ImportGroupRequest.yaml', 'x-max-bytes: 30', 'maxLength: 30']]],
  ['a required member that does not exist', 'chat-schemas-open', [['schemas/ImportGroupResponse.yaml', 'success: [GroupId]', 'success: [GroupID]']]],
  ['an object without a name', 'chat-no-inline-object', [['schemas/GetAppidGroupListResponse.yaml', '      $ref: GroupIdItem.yaml', '      type: object\n      additionalProperties: true\n      properties:\n        GroupId:\n          $ref: GroupId.yaml']]],
  ['a cursor that the request does not have', 'chat-operations-complete', [['operations/get_contact_group.yaml', 'cursor: StartIndex', 'cursor: StartIdx']]],
  ['an offset that the request does not have', 'chat-operations-complete', [['operations/get_contact_group.yaml', /    cursor: StartIndex\n(.*\n){2}/.exec(contactGroup)[0], '    offset: Offset\n']]],
  ['a rule of offsets for a cursor', 'chat-operations-complete', [['operations/get_contact_group.yaml', /stop: .*/.exec(contactGroup)[0], 'stop: {when: empty-page}']]],
  ['a way that no request takes', 'chat-operations-complete', [['operations/get_contact_group.yaml', contactPages, `  x-pagination:\n    ways:\n      - ${contactWay}\n      - ${contactWay}\n`]]],
  ['a cursor beside an offset', 'chat-extensions-fit', [['operations/get_contact_group.yaml', '    cursor: StartIndex\n', '    cursor: StartIndex\n    offset: StartIndex\n']]],
  ['a batch limit that differs from the schema', 'chat-operations-complete', [['operations/get_group_info.yaml', 'max: 50', 'max: 51']]],
  ['a key that the elements do not have', 'chat-operations-complete', [['operations/get_group_info.yaml', 'items: GroupInfo, key: GroupId}', 'items: GroupInfo, key: Id}']]],
  ['a batch by a member that the elements do not have', 'chat-operations-complete', [['operations/get_group_info.yaml', 'field: GroupIdList,', 'field: GroupIdList, field-key: Id,']]],
  ['item errors with a good code and no code', 'chat-extensions-fit', [['operations/get_group_info.yaml', 'code: ErrorCode, info: ErrorInfo, key: GroupId, success-code', 'key: GroupId, success-code']]],
  ['a rate per key of nothing', 'chat-operations-complete', [['operations/get_group_info.yaml', 'calls: 200, per-seconds: 1, source', 'calls: 200, per-seconds: 1, per-key: {member: Nobody, calls: 1, per-seconds: 1}, source']]],
  ['kinds by nothing', 'chat-references-hold', [['schemas/GroupAttribute.yaml', 'properties:', 'properties:\n  Content:\n    type: object\n    description: C.\n    example: {}\n    additionalProperties: true\n    x-kinds: {by: Nothing, of: {a: {$ref: GroupIdItem.yaml}}}']]],
  ['a bit without a name', 'chat-extensions-fit', [['schemas/ConversationGroupId.yaml', 'type: integer', 'type: integer\nx-bits: [{bit: 1, meaning: One.}]']]],
  ['a code twice', 'chat-operations-complete', [['operations/get_group_attr.yaml', 'code: 10004', 'code: 10002']]],
  ['a region that no server has', 'chat-operations-complete', [['operations/get_group_attr.yaml', 'JAKARTA', 'JAVA']]],
  ['an operation named unlike its path', 'chat-operations-complete', [['operations/get_group_attr.yaml', 'operationId: get_group_attr', 'operationId: getGroupAttr']]],
  ['a response besides 200', 'chat-operations-complete', [['operations/get_group_attr.yaml', "    '200':", "    '404':\n      description: Not found.\n    '200':"]]],
  ['a result required of failures', 'chat-operations-complete', [['schemas/ImportGroupResponse.yaml', 'ErrorCode]', 'ErrorCode, GroupId]']]],
  ['a sample under a wrong key', 'chat-operations-complete', [['samples/get_group_attr/GGA-REQ-1.request.yaml', 'id: GGA-REQ-1', 'id: GGA-REQ-2']]],
  ['a condition on nothing', 'chat-references-hold', [['schemas/ContactItem.yaml', 'property: Type, in: [1]', 'property: Kind, in: [1]']]],
  ['a source that is not listed', 'chat-references-hold', [['schemas/UserId.yaml', 'page: use-limits', 'page: use-limit']]],
  ['a text that is not filled in', 'chat-nothing-unfilled', [['schemas/UserId.yaml', /description: .*/.exec(readFileSync(join(spec, 'schemas/UserId.yaml'), 'utf8'))[0], "description: 'Fill in: what it is'"]]],
  ['a pointer to no row of the errata', 'chat-errata-hold', [['schemas/UserId.yaml', 'type: string', 'type: string\nx-errata: [E99]']]],
  ['a row of the errata that nothing points to', 'chat-errata-hold', [['ERRATA.md', '| E1 |', '| E99 |']]],
  ['a file that nothing uses', 'chat-no-orphan-file', [['schemas/Orphan.yaml', null, 'type: string\ndescription: Alone.\nexample: alone\n']]],
  ['a sample that its schema refuses', 'oas3-valid-media-example', [['samples/get_group_attr/GGA-RES-1.response.yaml', 'ErrorCode: 0', 'ErrorCode: "0"']]],
  ['a reference to nothing', 'invalid-ref', [['schemas/GroupIdItem.yaml', 'GroupId.yaml', 'GroupID.yaml']]],
  ['a key twice', 'parser', [['schemas/UserId.yaml', 'type: string', 'type: string\ntype: string']]],
];

test('the contract itself has no fault', () => assert.deepEqual(lint([]), []));
for (const [what, rule, edits] of broken) {
  test(`${what} is found by ${rule}`, () => {
    const codes = lint(edits).map((f) => f.code);
    assert.ok(codes.includes(rule), `found ${codes.join(', ') || 'nothing'}`);
  });
}

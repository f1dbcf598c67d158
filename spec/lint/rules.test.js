// Breaks a copy of the contract in one place at a time and expects the rule that must notice it. Run with `npm test` in this directory.
// The cases are in broken.json, because the Java linter has to find each of them too.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const spec = dirname(here);
const spectral = process.env.SPECTRAL ?? join(here, 'node_modules', '.bin', 'spectral');

const redocly = process.env.REDOCLY ?? join(here, 'node_modules', '.bin', 'redocly');
const ofSpectral = (rule) => /^(chat-|oas3-|invalid-ref$|parser$)/.test(rule);

/** What a linter prints, whatever its exit code. */
const output = (command, args) =>
  new Promise((done) => execFile(command, args, { cwd: here, maxBuffer: 1 << 26 }, (_error, stdout) => done(stdout)));

async function lint(edits, bySpectral) {
  const dir = mkdtempSync(join(tmpdir(), 'chat-contract-'));
  try {
    for (const part of ['openapi.yaml', 'operations', 'schemas', 'parameters', 'samples', 'errors', 'ERRATA.md']) {
      cpSync(join(spec, part), join(dir, part), { recursive: true });
    }
    for (const { file, find, match, put } of edits) {
      const at = join(dir, file);
      if (find === undefined && match === undefined) {
        mkdirSync(dirname(at), { recursive: true });
        writeFileSync(at, put);
        continue;
      }
      const text = readFileSync(at, 'utf8');
      const changed = find === undefined ? text.replace(new RegExp(match), put) : text.replace(find, () => put);
      assert.notEqual(changed, text, `${file} does not hold: ${find ?? match}`);
      writeFileSync(at, changed);
    }
    const root = join(dir, 'openapi.yaml');
    if (bySpectral) {
      const stdout = await output(spectral, ['lint', '--quiet', '--fail-severity', 'hint', '--format', 'json', '--ruleset', join(spec, '.spectral.yaml'), root]);
      return JSON.parse(stdout.slice(stdout.indexOf('['), stdout.lastIndexOf(']') + 1) || '[]').map((f) => f.code);
    }
    const stdout = await output(redocly, ['lint', '--format', 'json', '--config', join(spec, 'redocly.yaml'), root]);
    return JSON.parse(stdout.slice(stdout.indexOf('{'), stdout.lastIndexOf('}') + 1)).problems.map((p) => p.ruleId);
  } finally {
    rmSync(dir, { recursive: true });
  }
}

const broken = JSON.parse(readFileSync(join(here, 'broken.json'), 'utf8'));

describe('the rules', { concurrency: 2 }, () => {
  it('the contract as it stands has no fault', async () => assert.deepEqual(await lint([], true), []));
  for (const { what, node, edits } of broken) {
    it(`${what} is found by ${node}`, async () => {
      const codes = await lint(edits, ofSpectral(node));
      assert.ok(codes.includes(node), `found ${codes.join(', ') || 'nothing'}`);
    });
  }
});

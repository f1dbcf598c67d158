#!/usr/bin/env node
// Starts the simulator that is in chatctl's archives. Arguments are those of `chatctl simulator`.
'use strict';
const { spawn } = require('node:child_process');
const { existsSync, statSync } = require('node:fs');
const { delimiter, join } = require('node:path');
const { constants } = require('node:os');

const VARIABLE = 'CHAT_CONTRACT_HOME';
const MAIN = 'dev.chatcontract.cli.Chatctl';
const windows = process.platform === 'win32';

function fail(message) {
  console.error('simulator: ' + message);
  process.exit(2);
}

const isFile = (path) => existsSync(path) && statSync(path).isFile();
const java = (jar) => [process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin', 'java') : 'java', ['-cp', jar, MAIN]];

/** The command of an unpacked archive, or of chatctl.jar with its lib folder beside it. */
function commandOf(home) {
  if (home.endsWith('.jar') && isFile(home)) return java(home);
  const launcher = join(home, 'bin', 'chatctl');
  const jar = join(home, 'lib', 'chatctl.jar');
  if (!windows && isFile(launcher)) return [launcher, []];
  return isFile(jar) ? java(jar) : undefined;
}

function command() {
  const home = process.env[VARIABLE];
  if (home) {
    return commandOf(home) ?? fail(VARIABLE + '=' + home + ' is neither an unpacked archive of chatctl nor chatctl.jar');
  }
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    if (folder && !windows && isFile(join(folder, 'chatctl'))) return [join(folder, 'chatctl'), []];
    if (folder && windows && isFile(join(folder, 'chatctl.cmd'))) return commandOf(join(folder, '..'));
  }
  const { version } = require('../package.json');
  return fail(
    'no chatctl found; this package has the contract, not the simulator.\n' +
      'Unpack chatctl-' + version + '-linux-x64.tar.gz (with a Java of its own) or chatctl-' + version + '.zip (Java 17 or newer), then\n' +
      'set ' + VARIABLE + ' to the folder, or put its bin on the PATH. docs/install.md of the project says how to get them.',
  );
}

const [program, first] = command();
const child = spawn(program, [...first, 'simulator', ...process.argv.slice(2)], { stdio: 'inherit' });
child.on('error', (e) => fail('cannot start ' + program + ': ' + (e.code === 'ENOENT' ? 'not found' : e.message)));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : code));

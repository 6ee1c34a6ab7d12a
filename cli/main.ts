/** The `awaitscope` command. Bad input gets one line on stderr and exit status 2. */
import { UserError } from '../recording/errors';
import { RULES } from '../model/findings';
import { UsageError, parseCheck, parseDiff, parseExport, parseFile, parseRun, parseWhy } from './args';
import { check } from './check';
import { diff } from './diff';
import { printEvents } from './events';
import { exportTo, view } from './export';
import { helpText } from './help';
import { say } from './lines';
import { printReport } from './report';
import { run } from './run';
import { version } from './version';
import { explain } from './why';

const BAD_INPUT = 2;
const RULE_IDS = RULES.map((rule) => rule.id);
const LATER = ['attach'];

async function main([command, ...words]: readonly string[]): Promise<void> {
  if (command === '--version') return print(version());
  if (command === '--help' || command === '-h' || command === 'help')
    return print(helpText(words[0]).trimEnd());
  if (command === undefined) throw new UsageError('no command; awaitscope --help lists them');
  if (LATER.includes(command)) throw new UsageError(`${command} is not available in this version`);
  if (wantsHelp(words)) return print(helpText(command).trimEnd());
  switch (command) {
    case 'run':
      return run(parseRun(words));
    case 'events':
      return printEvents(parseFile(command, words));
    case 'export':
      return exportTo(parseExport(words));
    case 'view':
      return view(parseFile(command, words));
    case 'check':
      return check(parseCheck(words, RULE_IDS));
    case 'diff':
      return diff(parseDiff(words));
    case 'why':
      return explain(parseWhy(words));
    case 'report':
      return printReport(parseFile(command, words));
    default:
      throw new UsageError(
        `unknown ${command.startsWith('-') ? 'option' : 'command'} '${command}'; see awaitscope --help`,
      );
  }
}

/** What follows `--` is the traced program's. */
function wantsHelp(words: readonly string[]): boolean {
  const end = words.indexOf('--');
  const own = end < 0 ? words : words.slice(0, end);
  return own.includes('--help') || own.includes('-h');
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

main(process.argv.slice(2)).catch((e: unknown) => {
  if (!(e instanceof UsageError || e instanceof UserError)) throw e;
  say(e.message);
  process.exitCode = BAD_INPUT;
});

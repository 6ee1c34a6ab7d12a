/** `awaitscope check`: what the rules have to say about a recording, for people and for machines. */
import { findingsOf, RULES } from '../model/findings';
import { printAll, say } from './lines';
import type { CheckArgs } from './args';
import { jsonOf, sarifOf, textOf } from './check-formats';
import { reported } from './check-sites';
import { loadRecording } from '../recording/load';
import { Places } from './places';

/** Exit status: 0 if there is nothing but hints, 1 if there are warnings or errors. */
export async function check(args: CheckArgs): Promise<void> {
  const recording = await loadRecording(args.file);
  for (const warning of recording.warnings) say(warning);
  const { model, sites } = recording;
  const siteOf = sites.locate.bind(sites);
  const findings = findingsOf(model, {
    site: siteOf,
    code: sites.code.bind(sites),
    off: args.off,
    ...(args.blocked !== undefined && { blocked: args.blocked }),
  });
  const places = new Places(model, siteOf, process.cwd());
  const shown = reported(findings, siteOf, (file) => sites.originalText(file), places.words);
  const rules = RULES.filter((rule) => !args.off.has(rule.id));
  if (args.format === 'json') printAll([jsonOf(shown)]);
  else if (args.format === 'sarif') printAll([sarifOf(shown, rules)]);
  else printAll(textOf(shown, places));
  if (shown.some((finding) => finding.severity !== 'hint')) process.exitCode = 1;
}

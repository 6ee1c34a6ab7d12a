/** Findings as text, as JSON and as SARIF 2.1.0 (OASIS standard, 27 March 2020). Pure. */
import { pathToFileURL } from 'node:url';
import type { Rule, Severity } from '../model/findings';
import type { Site } from '../protocol/ids';
import type { Reported } from './check-sites';
import { count } from './format';
import { printable } from './lines';
import type { Places } from './places';
import { version } from './version';

/** Where a rule's chapter is in the documentation. */
export function documentation(rule: string): string {
  return `docs/findings.md#${rule}`;
}

export function textOf(findings: readonly Reported[], places: Places): string[] {
  const lines: string[] = [];
  for (const { rule, severity, message, sites, evidence } of findings) {
    const [first, ...others] = sites;
    lines.push(`${places.siteText(first!)}: ${severity}: ${message} [${rule}]`);
    for (const line of evidence) lines.push(`    ${line}`);
    for (const site of others) lines.push(`    see ${places.siteText(site)}`);
  }
  if (findings.length === 0) return ['no findings'];
  const by = (severity: Severity): number => findings.filter((f) => f.severity === severity).length;
  const parts = [count(by('error'), 'error'), count(by('warning'), 'warning'), count(by('hint'), 'hint')];
  lines.push(`${parts.join(', ')}; each rule is explained in docs/findings.md`);
  return lines;
}

/** One line: what is printed is parsed, and a name in it may hold anything. */
export function jsonOf(findings: readonly Reported[]): string {
  const list = findings.map((finding) => ({ ...finding, help: documentation(finding.rule) }));
  return printable(JSON.stringify({ findings: list }));
}

const LEVELS = { error: 'error', warning: 'warning', hint: 'note' } as const;

export function sarifOf(findings: readonly Reported[], rules: readonly Rule[]): string {
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'awaitscope',
            version: version(),
            rules: rules.map((rule) => ({
              id: rule.id,
              shortDescription: { text: rule.title },
              fullDescription: { text: rule.doc.replaceAll('\n', ' ') },
              help: { text: `See ${documentation(rule.id)} of Awaitscope.` },
              defaultConfiguration: { level: LEVELS[rule.severity] },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding) => ({
          ruleId: finding.rule,
          ruleIndex: rules.findIndex((rule) => rule.id === finding.rule),
          level: LEVELS[finding.severity],
          message: {
            text: [`${finding.message}.`, ...finding.evidence.map((line) => `${line}.`)].join('\n'),
          },
          locations: [location(finding.sites[0]!)],
          ...(finding.sites.length > 1 && {
            relatedLocations: finding.sites.slice(1).map((site, i) => ({ id: i + 1, ...location(site) })),
          }),
        })),
      },
    ],
  };
  return printable(JSON.stringify(log));
}

function location({ file, line, column }: Site): object {
  return {
    physicalLocation: {
      artifactLocation: { uri: pathToFileURL(file).href },
      region: { startLine: line, startColumn: column },
    },
  };
}

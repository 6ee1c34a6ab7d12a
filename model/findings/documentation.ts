/** docs/findings.md, made of the rules. */
import { RULES } from '.';

/** @returns Markdown */
export function findingsDocument(): string {
  const chapters = RULES.map(
    ({ id, severity, title, doc, bad, good }) => `## ${id}

${title}. *${severity[0]!.toUpperCase()}${severity.slice(1)}.*

${doc}

\`\`\`js
// reported
${bad}
\`\`\`

\`\`\`js
// not reported
${good}
\`\`\`
`,
  );
  return `# Findings

<!-- Made of the rules in model/findings. To change this page, change them, and run
     AWAITSCOPE_GOLDENS=write npm test -- test/model/findings-document.test.ts -->

What \`awaitscope check FILE\` reports of a recording, and why. A finding stems from what was recorded: each has evidence (times,
counts, who waited for whom), and where the text of the program has to agree, it was asked too. What did not happen in the
recorded run is not reported, and what a recording lacks (events lost, a thread that was killed) is not guessed.

To silence a finding write \`// awaitscope-ignore RULE: why\` on its line or above it; without a rule it silences all. To leave out
a rule altogether: \`awaitscope check --off RULE FILE\`.

Errors and warnings make \`check\` exit with status 1, hints do not. Code in node_modules is not judged. Lost AsyncLocalStorage context is
not among the rules: a recording does not show it.

| rule | | |
|---|---|---|
${RULES.map(({ id, severity, title }) => `| [${id}](#${id}) | ${severity} | ${title} |`).join('\n')}

${chapters.join('\n')}`;
}
